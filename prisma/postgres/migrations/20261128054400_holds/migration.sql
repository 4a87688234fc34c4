-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "madeBy" JSONB NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedBy" JSONB,
    "endedWhy" TEXT,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Hold_madeAt_id_idx" ON "Hold"("madeAt", "id");

-- CreateIndex
CREATE INDEX "Hold_endedAt_idx" ON "Hold"("endedAt");
