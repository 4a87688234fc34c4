-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN "endsAt" DATETIME;
