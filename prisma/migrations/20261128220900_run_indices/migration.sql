-- What few rows have is indexed where it is there: the others, which most are, need not be written there each time.
-- DropIndex
DROP INDEX "Run_userId_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_userId_createdAt_id_idx" ON "Run"("userId", "createdAt", "id") WHERE "userId" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_sessionId_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_sessionId_createdAt_id_idx" ON "Run"("sessionId", "createdAt", "id") WHERE "sessionId" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_userEmail_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_userEmail_createdAt_id_idx" ON "Run"("userEmail", "createdAt", "id") WHERE "userEmail" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_agentEmail_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_agentEmail_createdAt_id_idx" ON "Run"("agentEmail", "createdAt", "id") WHERE "agentEmail" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_messageType_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_messageType_createdAt_id_idx" ON "Run"("messageType", "createdAt", "id") WHERE "messageType" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_logId_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_logId_createdAt_id_idx" ON "Run"("logId", "createdAt", "id") WHERE "logId" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_claimedById_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_claimedById_createdAt_id_idx" ON "Run"("claimedById", "createdAt", "id") WHERE "claimedById" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_glassBroken_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "Run_glassBroken_createdAt_id_idx" ON "Run"("glassBroken", "createdAt", "id") WHERE "glassBroken" IS NOT NULL;

-- DropIndex
DROP INDEX "Run_expiresAt_id_idx";

-- DropIndex
DROP INDEX "Run_status_expiresAt_id_idx";

-- What is due is read in its order, and what else is asked of it in the index itself.
-- CreateIndex
CREATE INDEX "Run_due_idx" ON "Run"("expiresAt", "id", "status", "step", "provider", "operationType", "model")
WHERE "expiresAt" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Run_status_provider_createdAt_id_idx" ON "Run"("status", "provider", "createdAt", "id");
