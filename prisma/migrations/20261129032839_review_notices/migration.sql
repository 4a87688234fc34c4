-- CreateTable
CREATE TABLE "ReviewNotice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "place" TEXT,
    "reference" TEXT,
    "shown" TEXT,
    "tries" INTEGER NOT NULL,
    "problem" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "ReviewNotice_runId_idx" ON "ReviewNotice"("runId");
