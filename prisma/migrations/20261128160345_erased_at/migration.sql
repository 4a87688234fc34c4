-- AlterTable
ALTER TABLE "Run" ADD COLUMN "erasedAt" DATETIME;
