-- AlterTable
ALTER TABLE "ReviewerGroup" ADD COLUMN     "assignment" TEXT,
ADD COLUMN     "turn" TEXT;
