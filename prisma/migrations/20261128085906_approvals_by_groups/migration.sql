-- AlterTable
ALTER TABLE "Absence" ADD COLUMN "granted" BOOLEAN;
