-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "endsAt" TIMESTAMP(3);
