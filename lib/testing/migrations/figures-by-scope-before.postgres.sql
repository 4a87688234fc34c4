-- The figures are stored in another form: what was counted is counted again, from the runs themselves.
DELETE FROM "FigureBucket";
ALTER TABLE "FigureBucket" DROP CONSTRAINT "FigureBucket_pkey",
ADD COLUMN     "model" TEXT NOT NULL,
ADD COLUMN     "provider" TEXT NOT NULL,
ADD CONSTRAINT "FigureBucket_pkey" PRIMARY KEY ("grain", "provider", "model", "start", "path");
DELETE FROM "EndedRun";
INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
