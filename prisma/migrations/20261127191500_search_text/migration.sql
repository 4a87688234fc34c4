-- CreateTable
CREATE TABLE "SearchText" (
    "runId" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    CONSTRAINT "SearchText_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Runs of earlier builds are found by their plain letters at once; the first start folds the others.
INSERT INTO "SearchText" ("runId", "text")
SELECT "id", replace(replace(replace(lower("prompt" || char(10) || "model"), '%', '％'), '_', '＿'), '\', '＼')
FROM "Run";
