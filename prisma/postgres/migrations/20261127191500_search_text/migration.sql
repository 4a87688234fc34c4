-- CreateTable
CREATE TABLE "SearchText" (
    "runId" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("runId")
);

-- AddForeignKey
ALTER TABLE "SearchText" ADD CONSTRAINT "SearchText_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Runs of earlier builds are found by their plain letters at once; the first start folds the others.
INSERT INTO "SearchText" ("runId", "text")
SELECT "id", replace(replace(replace(lower("prompt" || chr(10) || "model"), '%', '％'), '_', '＿'), '\', '＼')
FROM "Run";
