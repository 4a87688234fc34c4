-- AlterTable
ALTER TABLE "RunEvent" ADD COLUMN     "salt" TEXT;
