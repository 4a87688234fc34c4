-- CreateTable
CREATE TABLE "Budget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "limitNano" BIGINT NOT NULL,
    "unknownNano" BIGINT,
    "period" TEXT NOT NULL,
    "over" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "BudgetUse" (
    "budgetId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "spentNano" BIGINT NOT NULL,
    "reservedNano" BIGINT NOT NULL,

    PRIMARY KEY ("budgetId", "holder", "period")
);

-- CreateTable
CREATE TABLE "BudgetReservation" (
    "runId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "budgetId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "amountNano" BIGINT NOT NULL,

    PRIMARY KEY ("runId", "attempt", "budgetId")
);

-- CreateIndex
CREATE INDEX "BudgetReservation_budgetId_idx" ON "BudgetReservation"("budgetId");
