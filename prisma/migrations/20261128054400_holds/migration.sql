-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "condition" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "madeBy" JSONB NOT NULL,
    "madeAt" DATETIME NOT NULL,
    "until" DATETIME,
    "endedAt" DATETIME,
    "endedBy" JSONB,
    "endedWhy" TEXT
);

-- CreateIndex
CREATE INDEX "Hold_madeAt_id_idx" ON "Hold"("madeAt", "id");

-- CreateIndex
CREATE INDEX "Hold_endedAt_idx" ON "Hold"("endedAt");
