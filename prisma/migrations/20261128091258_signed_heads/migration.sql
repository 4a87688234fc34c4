-- CreateTable
CREATE TABLE "SignedHead" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "lastEvent" INTEGER NOT NULL,
    "lastAct" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "acts" JSONB NOT NULL,
    "keyId" TEXT NOT NULL,
    "jws" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "SignedHead_lastEvent_idx" ON "SignedHead"("lastEvent");
