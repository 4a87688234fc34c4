-- CreateTable
CREATE TABLE "SealedSecret" (
    "runId" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "cipher" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "faults" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("runId", "mac"),
    CONSTRAINT "SealedSecret_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SealedSecret_keyId_idx" ON "SealedSecret"("keyId");
