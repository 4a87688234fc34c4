-- CreateTable
CREATE TABLE "KeyOwner" (
    "keyId" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL
);
