-- CreateTable
CREATE TABLE "ReviewNotice" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "place" TEXT,
    "reference" TEXT,
    "shown" TEXT,
    "tries" INTEGER NOT NULL,
    "problem" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewNotice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReviewNotice_runId_idx" ON "ReviewNotice"("runId");
