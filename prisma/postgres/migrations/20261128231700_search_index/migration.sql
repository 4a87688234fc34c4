-- AlterTable
ALTER TABLE "SearchText" DROP CONSTRAINT "SearchText_pkey",
ADD COLUMN     "place" SERIAL NOT NULL,
ADD CONSTRAINT "SearchText_pkey" PRIMARY KEY ("place");

-- CreateIndex
CREATE UNIQUE INDEX "SearchText_runId_key" ON "SearchText"("runId");
