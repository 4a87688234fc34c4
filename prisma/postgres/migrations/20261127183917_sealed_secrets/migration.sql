-- CreateTable
CREATE TABLE "SealedSecret" (
    "runId" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "cipher" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "faults" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SealedSecret_pkey" PRIMARY KEY ("runId","mac")
);

-- CreateIndex
CREATE INDEX "SealedSecret_keyId_idx" ON "SealedSecret"("keyId");

-- AddForeignKey
ALTER TABLE "SealedSecret" ADD CONSTRAINT "SealedSecret_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
