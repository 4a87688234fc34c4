-- The migration figures_by_scope exists in two versions; whichever was applied, this ends in the newer one's tables.
-- "counts" and "reviewers" are the table's own where it has them, else the NULL around the inner query: figures in the
-- older form are left out and counted again, from the runs themselves.
CREATE TABLE "new_FigureBucket" (
    "grain" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "path" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "reviewers" JSONB NOT NULL,

    PRIMARY KEY ("grain", "provider", "model", "start", "path")
);
INSERT INTO "new_FigureBucket" ("grain", "provider", "model", "start", "path", "version", "counts", "reviewers")
SELECT * FROM (
    SELECT "grain", "provider", "model", "start", "path", "version",
        (SELECT "counts" FROM "FigureBucket" AS "own" WHERE "own"."rowid" = "known"."id") AS "kept_counts",
        (SELECT "reviewers" FROM "FigureBucket" AS "own" WHERE "own"."rowid" = "known"."id") AS "kept_reviewers"
    FROM (
        SELECT "rowid" AS "id", "grain", "provider", "model", "start", "path", "version", NULL AS "counts", NULL AS "reviewers"
        FROM "FigureBucket"
    ) AS "known"
) WHERE "kept_counts" IS NOT NULL;
DROP TABLE "FigureBucket";
ALTER TABLE "new_FigureBucket" RENAME TO "FigureBucket";
CREATE INDEX "FigureBucket_grain_start_idx" ON "FigureBucket"("grain", "start");
INSERT OR IGNORE INTO "EndedRun" ("runId", "endedAt")
SELECT "id", "completedAt" FROM "Run"
WHERE "completedAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "FigureBucket");
