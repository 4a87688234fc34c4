-- AlterTable
ALTER TABLE "Decision" ADD COLUMN "undoneAt" DATETIME;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "similarityKey" TEXT;
