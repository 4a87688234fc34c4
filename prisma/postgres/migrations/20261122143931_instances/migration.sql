-- CreateTable
CREATE TABLE "Instance" (
    "id" TEXT NOT NULL,
    "workers" JSONB NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);
