-- DropIndex
DROP INDEX "Run_model_createdAt_idx";

-- DropIndex
DROP INDEX "Run_userId_createdAt_idx";

-- DropIndex
DROP INDEX "Run_sessionId_createdAt_idx";

-- CreateIndex
CREATE INDEX "Run_step_createdAt_id_idx" ON "Run"("step", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_provider_createdAt_id_idx" ON "Run"("provider", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_model_createdAt_id_idx" ON "Run"("model", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_operationType_createdAt_id_idx" ON "Run"("operationType", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_userId_createdAt_id_idx" ON "Run"("userId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_sessionId_createdAt_id_idx" ON "Run"("sessionId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_claimedById_createdAt_id_idx" ON "Run"("claimedById", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_expiresAt_id_idx" ON "Run"("expiresAt", "id");
