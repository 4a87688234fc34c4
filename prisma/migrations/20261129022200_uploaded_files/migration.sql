-- CreateTable
CREATE TABLE "KeptBytes" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "storageKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LooseBytes" (
    "storageKey" TEXT NOT NULL PRIMARY KEY,
    "since" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "UploadedFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "UploadedFile_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "KeptBytes" ("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FileUse" (
    "fileId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,

    PRIMARY KEY ("fileId", "runId"),
    CONSTRAINT "FileUse_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "UploadedFile" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "FileUse_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttemptBody" (
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "addresses" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("runId", "number", "digest")
);

-- CreateIndex
CREATE UNIQUE INDEX "KeptBytes_storageKey_key" ON "KeptBytes"("storageKey");

-- CreateIndex
CREATE INDEX "LooseBytes_since_idx" ON "LooseBytes"("since");

-- CreateIndex
CREATE INDEX "UploadedFile_ownerId_createdAt_id_idx" ON "UploadedFile"("ownerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "UploadedFile_expiresAt_idx" ON "UploadedFile"("expiresAt");

-- CreateIndex
CREATE INDEX "UploadedFile_sha256_idx" ON "UploadedFile"("sha256");

-- CreateIndex
CREATE INDEX "FileUse_runId_idx" ON "FileUse"("runId");
