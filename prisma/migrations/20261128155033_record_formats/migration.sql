-- Not what Prisma would write, which makes both tables anew and copies every row: SQLite adds such a column at once.
-- AlterTable
ALTER TABLE "Run" ADD COLUMN "format" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "RunEvent" ADD COLUMN "format" INTEGER NOT NULL DEFAULT 1;
