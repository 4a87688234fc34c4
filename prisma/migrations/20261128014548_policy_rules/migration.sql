-- CreateTable
CREATE TABLE "PolicyRule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "condition" JSONB NOT NULL,
    "demand" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RuleCatch" (
    "ruleId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("ruleId", "runId")
);

-- CreateIndex
CREATE INDEX "RuleCatch_ruleId_at_idx" ON "RuleCatch"("ruleId", "at");
