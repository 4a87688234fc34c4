-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN "ownerUserId" TEXT;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "glassBroken" BOOLEAN;

-- CreateTable
CREATE TABLE "Approval" (
    "reviewId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "onBehalfOf" JSONB,
    "message" TEXT,
    "payloadDigest" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("reviewId", "person"),
    CONSTRAINT "Approval_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Approval_runId_idx" ON "Approval"("runId");

-- CreateIndex
CREATE INDEX "Run_glassBroken_createdAt_id_idx" ON "Run"("glassBroken", "createdAt", "id");
