-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "erasedAt" TIMESTAMP(3);
