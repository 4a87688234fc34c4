-- CreateTable
CREATE TABLE "KeptBytes" (
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KeptBytes_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "LooseBytes" (
    "storageKey" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LooseBytes_pkey" PRIMARY KEY ("storageKey")
);

-- CreateTable
CREATE TABLE "UploadedFile" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "UploadedFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileUse" (
    "fileId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,

    CONSTRAINT "FileUse_pkey" PRIMARY KEY ("fileId","runId")
);

-- CreateTable
CREATE TABLE "AttemptBody" (
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "addresses" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AttemptBody_pkey" PRIMARY KEY ("runId","number","digest")
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

-- AddForeignKey
ALTER TABLE "UploadedFile" ADD CONSTRAINT "UploadedFile_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "KeptBytes"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileUse" ADD CONSTRAINT "FileUse_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "UploadedFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileUse" ADD CONSTRAINT "FileUse_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
