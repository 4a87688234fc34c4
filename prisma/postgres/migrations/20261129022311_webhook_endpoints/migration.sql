-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "locked" JSONB NOT NULL,
    "events" JSONB NOT NULL,
    "condition" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "secret" INTEGER NOT NULL DEFAULT 1,
    "overlapUntil" TIMESTAMP(3),
    "failingSince" TIMESTAMP(3),
    "disabledAt" TIMESTAMP(3),
    "disabledWhy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EndpointDelivery" (
    "id" TEXT NOT NULL,
    "endpointId" TEXT NOT NULL,
    "runId" TEXT,
    "seq" INTEGER,
    "event" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "earlier" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3),
    "status" INTEGER,
    "problem" TEXT,
    "nextAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "EndpointDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EndpointDelivery_endpointId_createdAt_idx" ON "EndpointDelivery"("endpointId", "createdAt");
