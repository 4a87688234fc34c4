-- CreateTable
CREATE TABLE "Budget" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "limitNano" BIGINT NOT NULL,
    "unknownNano" BIGINT,
    "period" TEXT NOT NULL,
    "over" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BudgetUse" (
    "budgetId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "spentNano" BIGINT NOT NULL,
    "reservedNano" BIGINT NOT NULL,

    CONSTRAINT "BudgetUse_pkey" PRIMARY KEY ("budgetId","holder","period")
);

-- CreateTable
CREATE TABLE "BudgetReservation" (
    "runId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "budgetId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "amountNano" BIGINT NOT NULL,

    CONSTRAINT "BudgetReservation_pkey" PRIMARY KEY ("runId","attempt","budgetId")
);

-- CreateIndex
CREATE INDEX "BudgetReservation_budgetId_idx" ON "BudgetReservation"("budgetId");
