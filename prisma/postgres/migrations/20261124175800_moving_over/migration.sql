-- CreateTable
CREATE TABLE "RolloutChange" (
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "RolloutChange_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "ShadowRun" (
    "runId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "wouldPauseAt" TEXT,
    "errorIssues" INTEGER NOT NULL,
    "costUsd" DOUBLE PRECISION,
    "measured" JSONB NOT NULL,
    "trace" JSONB NOT NULL,

    CONSTRAINT "ShadowRun_pkey" PRIMARY KEY ("runId")
);

-- CreateTable
CREATE TABLE "EndedRun" (
    "runId" TEXT NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EndedRun_pkey" PRIMARY KEY ("runId")
);

-- CreateTable
CREATE TABLE "FigureBucket" (
    "grain" TEXT NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "path" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,

    CONSTRAINT "FigureBucket_pkey" PRIMARY KEY ("grain","start","path")
);

-- CreateIndex
CREATE INDEX "ShadowRun_at_idx" ON "ShadowRun"("at");

-- CreateIndex
CREATE INDEX "EndedRun_endedAt_idx" ON "EndedRun"("endedAt");

-- Runs that ended before there were figures are counted like those that end from now on.
INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
