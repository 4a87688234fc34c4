-- CreateTable
CREATE TABLE "RolloutChange" (
    "version" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actor" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ShadowRun" (
    "runId" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "wouldPauseAt" TEXT,
    "errorIssues" INTEGER NOT NULL,
    "costUsd" REAL,
    "measured" JSONB NOT NULL,
    "trace" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "EndedRun" (
    "runId" TEXT NOT NULL PRIMARY KEY,
    "endedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "FigureBucket" (
    "grain" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "path" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,

    PRIMARY KEY ("grain", "start", "path")
);

-- CreateIndex
CREATE INDEX "ShadowRun_at_idx" ON "ShadowRun"("at");

-- CreateIndex
CREATE INDEX "EndedRun_endedAt_idx" ON "EndedRun"("endedAt");

-- Runs that ended before there were figures are counted like those that end from now on.
INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
