-- AlterTable
ALTER TABLE "ReviewerGroup" ADD COLUMN "assignment" TEXT;
ALTER TABLE "ReviewerGroup" ADD COLUMN "turn" TEXT;
