-- AlterTable
ALTER TABLE "UploadedFile" ADD COLUMN "metadata" JSONB;
