-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "similarityKey" TEXT;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "undoneAt" TIMESTAMP(3);
