-- CreateIndex
CREATE INDEX "Attempt_state_submittedAt_idx" ON "Attempt"("state", "submittedAt");
