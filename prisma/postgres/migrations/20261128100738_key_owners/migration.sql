-- CreateTable
CREATE TABLE "KeyOwner" (
    "keyId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "KeyOwner_pkey" PRIMARY KEY ("keyId")
);
