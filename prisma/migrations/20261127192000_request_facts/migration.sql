-- AlterTable
ALTER TABLE "Run" ADD COLUMN "agentEmail" TEXT;
ALTER TABLE "Run" ADD COLUMN "logId" TEXT;
ALTER TABLE "Run" ADD COLUMN "messageType" TEXT;
ALTER TABLE "Run" ADD COLUMN "userEmail" TEXT;

-- What earlier requests said of themselves.
UPDATE "Run" SET
    "agentEmail" = json_extract("request", '$.agent_email'),
    "logId" = json_extract("request", '$.log_id'),
    "messageType" = json_extract("request", '$.message_type'),
    "userEmail" = json_extract("request", '$.user_email')
WHERE json_extract("request", '$.agent_email') IS NOT NULL
    OR json_extract("request", '$.log_id') IS NOT NULL
    OR json_extract("request", '$.message_type') IS NOT NULL
    OR json_extract("request", '$.user_email') IS NOT NULL;

-- CreateIndex
CREATE INDEX "Run_userEmail_createdAt_id_idx" ON "Run"("userEmail", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_agentEmail_createdAt_id_idx" ON "Run"("agentEmail", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_messageType_createdAt_id_idx" ON "Run"("messageType", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_logId_createdAt_id_idx" ON "Run"("logId", "createdAt", "id");
