-- CreateTable
CREATE TABLE "ReviewerGroup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "members" JSONB NOT NULL,
    "escalateAfter" INTEGER,
    "escalateTo" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Absence" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "until" DATETIME NOT NULL,
    "standInId" TEXT,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "ReviewerGroup_name_key" ON "ReviewerGroup"("name");

-- CreateIndex
CREATE INDEX "Absence_until_idx" ON "Absence"("until");
