-- The figures are stored in another form: what was counted is counted again, from the runs themselves.
DELETE FROM "FigureBucket";
ALTER TABLE "FigureBucket" DROP CONSTRAINT "FigureBucket_pkey",
DROP COLUMN    "tally",
ADD COLUMN     "counts" JSONB NOT NULL,
ADD COLUMN     "reviewers" JSONB NOT NULL,
ADD COLUMN     "model" TEXT NOT NULL,
ADD COLUMN     "provider" TEXT NOT NULL,
ADD CONSTRAINT "FigureBucket_pkey" PRIMARY KEY ("grain", "provider", "model", "start", "path");
CREATE INDEX "FigureBucket_grain_start_idx" ON "FigureBucket"("grain", "start");
DELETE FROM "EndedRun";
INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
