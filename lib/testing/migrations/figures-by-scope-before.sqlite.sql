-- The figures are stored in another form: what was counted is counted again, from the runs themselves.
DROP TABLE "FigureBucket";
CREATE TABLE "FigureBucket" (
    "grain" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "path" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,

    PRIMARY KEY ("grain", "provider", "model", "start", "path")
);
DELETE FROM "EndedRun";
INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
