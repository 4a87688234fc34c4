-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "locked" JSONB NOT NULL,
    "events" JSONB NOT NULL,
    "condition" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "secret" INTEGER NOT NULL DEFAULT 1,
    "overlapUntil" DATETIME,
    "failingSince" DATETIME,
    "disabledAt" DATETIME,
    "disabledWhy" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "EndpointDelivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "endpointId" TEXT NOT NULL,
    "runId" TEXT,
    "seq" INTEGER,
    "event" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "earlier" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "lastAt" DATETIME,
    "status" INTEGER,
    "problem" TEXT,
    "nextAt" DATETIME,
    "deliveredAt" DATETIME
);

-- CreateIndex
CREATE INDEX "EndpointDelivery_endpointId_createdAt_idx" ON "EndpointDelivery"("endpointId", "createdAt");
