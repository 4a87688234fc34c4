-- AlterTable
ALTER TABLE "Budget" ADD COLUMN "enabled" BOOLEAN NOT NULL DEFAULT true;
