-- DropIndex
DROP INDEX "Attempt_providerId_idx";

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_providerId_key" ON "Attempt"("providerId");
