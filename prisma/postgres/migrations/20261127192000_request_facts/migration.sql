-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "agentEmail" TEXT,
ADD COLUMN     "logId" TEXT,
ADD COLUMN     "messageType" TEXT,
ADD COLUMN     "userEmail" TEXT;

-- What earlier requests said of themselves.
UPDATE "Run" SET
    "agentEmail" = "request"->>'agent_email',
    "logId" = "request"->>'log_id',
    "messageType" = "request"->>'message_type',
    "userEmail" = "request"->>'user_email'
WHERE "request"->>'agent_email' IS NOT NULL
    OR "request"->>'log_id' IS NOT NULL
    OR "request"->>'message_type' IS NOT NULL
    OR "request"->>'user_email' IS NOT NULL;

-- CreateIndex
CREATE INDEX "Run_userEmail_createdAt_id_idx" ON "Run"("userEmail", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_agentEmail_createdAt_id_idx" ON "Run"("agentEmail", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_messageType_createdAt_id_idx" ON "Run"("messageType", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_logId_createdAt_id_idx" ON "Run"("logId", "createdAt", "id");
