-- The migration figures_by_scope exists in two versions; whichever was applied, this ends in the newer one's tables.
-- Figures in the older form are counted again, from the runs themselves.
DO $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'FigureBucket' AND column_name = 'tally'
    ) THEN
        DELETE FROM "FigureBucket";
        ALTER TABLE "FigureBucket"
            DROP COLUMN "tally",
            ADD COLUMN "counts" JSONB NOT NULL,
            ADD COLUMN "reviewers" JSONB NOT NULL;
        DELETE FROM "EndedRun";
        INSERT INTO "EndedRun" ("runId", "endedAt") SELECT "id", "completedAt" FROM "Run" WHERE "completedAt" IS NOT NULL;
    END IF;
END
$$;
CREATE INDEX IF NOT EXISTS "FigureBucket_grain_start_idx" ON "FigureBucket"("grain", "start");
