import type { JsonObject } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import { knownError } from "@/lib/core/known-error";
import { asked } from "./connection/asked";
import type { Database, Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import type { NewRow, Row, Rows } from "./connection/rows";

/** A file as somebody uploaded it, with where its bytes are. */
export type KeptFile = Row<"UploadedFile"> & { storageKey: string };

const withBytes = { include: { kept: { select: { storageKey: true } } } } as const;

function keptFile({ kept, ...row }: Row<"UploadedFile"> & { kept: { storageKey: string } }): KeptFile {
  return { ...row, storageKey: kept.storageKey };
}

/** A file by its id, or null. */
export async function fileById(tx: Transaction, id: string): Promise<KeptFile | null> {
  const row = await tx.uploadedFile.findUnique({ where: { id }, ...withBytes });
  return row && keptFile(row);
}

/** A file that a run names, or null. */
export async function fileOfRun(tx: Transaction, id: string, runId: string): Promise<KeptFile | null> {
  const row = await tx.uploadedFile.findFirst({ where: { id, uses: { some: { runId } } }, ...withBytes });
  return row && keptFile(row);
}

/** A page of somebody's files, the newest first, after the one of an id. */
export async function filesOf(
  tx: Transaction,
  ownerId: string,
  after: KeptFile | null,
  most: number,
): Promise<KeptFile[]> {
  const older = after && {
    OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }],
  };
  const rows = await tx.uploadedFile.findMany({
    where: { ownerId, ...older },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
    ...withBytes,
  });
  return rows.map(keptFile);
}

/** Keeps what a client said of its file. */
export async function keepMetadata(tx: Transaction, id: string, metadata: JsonObject): Promise<void> {
  await tx.uploadedFile.update({ where: { id }, data: { metadata: toColumn(metadata) } });
}

/** What a client said of its file. */
export function metadataOf({ metadata }: Pick<KeptFile, "metadata">): JsonObject {
  return metadata === null ? {} : fromColumn<JsonObject>(metadata);
}

/** The bytes of somebody's files that no run names. */
export async function unusedBytes(tx: Transaction, ownerId: string): Promise<number> {
  const { _sum } = await tx.uploadedFile.aggregate({
    where: { ownerId, uses: { none: {} } },
    _sum: { bytes: true },
  });
  return _sum.bytes ?? 0;
}

/** Notes bytes that are about to be written: whatever happens to whoever writes them, they can be found. */
export async function noteLoose(tx: Transaction, storageKey: string, since: Date): Promise<void> {
  await tx.looseBytes.create({ data: { storageKey, since } });
}

/** Where bytes are kept already; null where nobody uploaded them before. */
export async function bytesOf(tx: Transaction, sha256: string): Promise<string | null> {
  const row = await tx.keptBytes.findUnique({ where: { sha256 }, select: { storageKey: true } });
  return row?.storageKey ?? null;
}

/**
 * Notes a file, with bytes that were just written or those that are kept already. What was written in vain stays loose.
 * @returns where its bytes are
 * @throws CodedError `unavailable` where what was written is swept away already; an error that `isUniqueViolation` knows,
 *   where somebody else noted the same bytes at the same moment, and one where they went meanwhile: then once more
 */
export function addFile(
  db: Database,
  row: NewRow<"UploadedFile">,
  writtenAt: string | null,
): Promise<string> {
  const { sha256, bytes, createdAt } = row;
  return db.transaction(async (tx) => {
    const before = await bytesOf(tx, sha256);
    if (before === null && writtenAt === null) throw new BytesGone();
    const storageKey = before ?? writtenAt ?? "";
    if (before === null) {
      const { count } = await tx.looseBytes.deleteMany({ where: { storageKey } });
      if (count === 0) throw new CodedError("unavailable", "The upload took too long. Send it again.");
      await tx.keptBytes.create({ data: { sha256, storageKey, bytes, createdAt } });
    }
    await tx.uploadedFile.create({ data: row });
    return storageKey;
  });
}

/** Bytes that were kept a moment ago went with the last file that had them. */
class BytesGone extends knownError("BytesGone") {
  constructor() {
    super("The bytes went with the last file that had them");
  }
}

/**
 * Takes a file off that no run names, and its bytes with the last file that has them: they are loose then, to be removed.
 * @returns where loose bytes are, null where none are; false where a run names it, or another file just took its bytes
 */
export async function removeFile(db: Database, id: string): Promise<{ loose: string | null } | false> {
  for (let tries = 0; ; tries++) {
    try {
      return await db.transaction((tx) => takeOff(tx, id));
    } catch (error) {
      if (!isRefused(error)) throw error;
      // A run names it; or another upload took its bytes at this moment, and the next try finds that.
      if (tries > 0 || (await isUsed(db.prisma, id, null))) return false;
    }
  }
}

async function takeOff(tx: Transaction, id: string): Promise<{ loose: string | null }> {
  const row = await fileById(tx, id);
  if (row === null) return { loose: null };
  const { sha256, storageKey, bytes } = row;
  // Of two who remove the last files of the same bytes, the second waits here and sees that it is the last.
  await tx.keptBytes.updateMany({ where: { sha256 }, data: { bytes } });
  // Refused by the database itself where a run names it, however lately.
  await tx.uploadedFile.delete({ where: { id } });
  if ((await tx.uploadedFile.count({ where: { sha256 } })) > 0) return { loose: null };
  // Refused likewise where another file took the bytes meanwhile.
  await tx.keptBytes.delete({ where: { sha256 } });
  await tx.looseBytes.create({ data: { storageKey, since: new Date(0) } });
  return { loose: storageKey };
}

/** Prisma's word for a row that others name (P2003), and for one that is gone by now (P2025). */
function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "P2003" || error.code === "P2025");
}

/** Whether an error says that bytes of a file went, or came, at the same moment. */
export function cameBetween(error: unknown): boolean {
  return error instanceof BytesGone || isRefused(error);
}

/** Files that have expired and that no run names. */
export async function expiredFiles(tx: Transaction, now: Date, most: number): Promise<string[]> {
  const rows = await tx.uploadedFile.findMany({
    where: { expiresAt: { lte: now }, uses: { none: {} } },
    orderBy: { expiresAt: "asc" },
    take: most,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Bytes that have belonged to nobody since before. */
export async function looseSince(tx: Transaction, before: Date, most: number): Promise<string[]> {
  const rows = await tx.looseBytes.findMany({
    where: { since: { lt: before } },
    orderBy: { since: "asc" },
    take: most,
    select: { storageKey: true },
  });
  return rows.map(({ storageKey }) => storageKey);
}

/** Forgets loose bytes that are removed. */
export async function forgetLoose(tx: Transaction, storageKey: string): Promise<void> {
  await tx.looseBytes.deleteMany({ where: { storageKey } });
}

/** Whether a run names the file that one may see: any, or one of theirs. */
export async function isUsed(tx: Transaction, fileId: string, ownerId: string | null): Promise<boolean> {
  const run = ownerId === null ? {} : { run: { ownerId } };
  return (await tx.fileUse.findFirst({ where: { fileId, ...run }, select: { fileId: true } })) !== null;
}

/**
 * A run that was erased names no file any more, and nobody knows with which addresses its calls were sent. What it named
 * has expired with that.
 * @returns the files it named
 */
export function forgetUses(db: Database, runId: string, now: Date): Promise<string[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.fileUse.findMany({ where: { runId }, select: { fileId: true } });
    const ids = rows.map(({ fileId }) => fileId);
    await tx.uploadedFile.updateMany({ where: { id: { in: ids } }, data: { expiresAt: now } });
    await tx.fileUse.deleteMany({ where: { runId } });
    await tx.attemptBody.deleteMany({ where: { runId } });
    return ids;
  });
}

/** Whether one of these runs names a file. */
export async function isUsedBy(tx: Transaction, fileId: string, runs: readonly string[]): Promise<boolean> {
  if (runs.length === 0) return false;
  const where = { fileId, runId: { in: [...runs] } };
  return (await tx.fileUse.findFirst({ where, select: { fileId: true } })) !== null;
}

/** Lets a file last until then at least. */
export async function keepLonger(tx: Transaction, id: string, expiresAt: Date): Promise<void> {
  await tx.uploadedFile.updateMany({ where: { id, expiresAt: { lt: expiresAt } }, data: { expiresAt } });
}

/** That a run names files; `owners` may have them named: who asked for the run, and who edits it. */
interface Uses {
  runId: string;
  parentRunId: string | null;
  owners: readonly string[];
  ids: readonly string[];
}

/**
 * Notes which files a run names, as part of the transaction that stores the naming: from here on they are kept. What
 * belongs to nobody of the owners, and neither run named before, is not noted and so never sent, however it came there.
 */
export async function keepUses(db: Pick<Database, "kind">, rows: Rows, uses: Uses): Promise<void> {
  const { runId, parentRunId, owners, ids } = uses;
  for (const id of new Set(ids))
    for (const owner of new Set(owners)) {
      await rows.query(
        asked(
          db,
          `INSERT INTO "FileUse" ("fileId", "runId")
           SELECT "id", ? FROM "UploadedFile" WHERE "id" = ? AND ("ownerId" = ? OR EXISTS (
             SELECT 1 FROM "FileUse" WHERE "fileId" = ? AND "runId" = ?))
           ON CONFLICT ("fileId", "runId") DO NOTHING`,
        ),
        [runId, id, owner, id, parentRunId ?? ""],
      );
    }
}
