import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import type { StoredFile } from "@/lib/store/files/artifact-storage";
import { FileTooLarge } from "@/lib/store/files/measured";
import { storageTrouble } from "@/lib/store/files/storage-trouble";
import { addFile, cameBetween, type KeptFile, noteLoose, unusedBytes } from "@/lib/store/uploaded-files";
import { contentTypeOf } from "../calls/sniff";
import type { Context } from "../context";
import { fileLimits, storageRetrySeconds } from "../limits";
import { fileName } from "./file-name";
import { removeLoose } from "./sweep-files";

/** A file on its way in. */
export interface IncomingFile {
  body: ReadableStream<Uint8Array>;
  /** As the sender calls it; empty where nobody does. */
  name: string;
  /** What the sender says it is; counts only where the bytes do not tell. */
  contentType: string | null;
  /** Aborts when the sender is gone. */
  signal?: AbortSignal | undefined;
  /** For a file that must come out under one id however often it is kept; left out, it gets a new one. */
  id?: string;
}

type Parts = Pick<Context, "db" | "artifacts" | "clock" | "newId" | "filesKeptFor" | "log">;

/** Writes the stream into the storage, under a key that is noted before. */
async function write(parts: Parts, storageKey: string, { body, signal }: IncomingFile): Promise<StoredFile> {
  await noteLoose(parts.db.prisma, storageKey, parts.clock());
  const patience = AbortSignal.timeout(fileLimits.patience);
  const until = signal ? AbortSignal.any([signal, patience]) : patience;
  try {
    return await parts.artifacts.put(storageKey, body, fileLimits.mostBytes, until);
  } catch (error) {
    void body.cancel().catch(() => undefined);
    if (error instanceof FileTooLarge) throw tooLarge();
    if (until.aborted || isBrokenOff(error)) throw refusal("validation_error", said("body_broken_off"));
    if (error instanceof CodedError) throw error;
    parts.log.warn({ event: "file_not_kept", err: storageTrouble(error) }, "A file could not be kept");
    throw new CodedError("unavailable", "The storage of files does not answer. Try again.", {
      retryAfterSeconds: storageRetrySeconds,
    });
  }
}

function tooLarge(): CodedError {
  return new CodedError(
    "payload_too_large",
    `A file may have at most ${fileLimits.mostBytes} bytes (100 MiB).`,
  );
}

/** A sender that went away in the middle. */
function isBrokenOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    error.name === "AbortError" || ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "BROKEN_OFF"].includes(code)
  );
}

/**
 * Keeps a file for whoever sends it: streamed to the storage, told what it is by its first bytes, hashed on its way. Bytes
 * that are kept already are kept once. Whenever this process ends, what it wrote is noted, as loose bytes or as a file's.
 * @throws CodedError `payload_too_large`, `validation_error` for a body that is empty or breaks off, `unavailable`
 */
export async function keepFile(
  parts: Parts,
  principal: Pick<Principal, "id">,
  incoming: IncomingFile,
): Promise<KeptFile> {
  const { clock, newId } = parts;
  const storageKey = `files/${newId("bytes")}`;
  // Half a character has no spelling in an address.
  const name = incoming.name.replace(/\p{Cs}/gu, "");
  await demandRoom(parts, principal.id, 1);
  let isOurs = false;
  try {
    const { bytes, sha256, head } = await write(parts, storageKey, incoming);
    if (bytes === 0) throw refusal("validation_error", said("file_without_bytes"));
    await demandRoom(parts, principal.id, bytes);
    const address = `https://name.invalid/${encodeURIComponent(name)}`;
    const contentType = await contentTypeOf(head, incoming.contentType, address);
    const now = clock();
    const row = {
      id: incoming.id ?? newId("file"),
      ownerId: principal.id,
      sha256,
      name: fileName(name, contentType),
      contentType,
      bytes,
      createdAt: now,
      expiresAt: new Date(now.getTime() + parts.filesKeptFor),
    };
    const keptAt = await noted(parts, row, storageKey);
    isOurs = keptAt === storageKey;
    return { ...row, metadata: null, storageKey: keptAt };
  } finally {
    if (!isOurs) await removeLoose(parts, storageKey);
  }
}

/** @throws CodedError `payload_too_large` where somebody's files that no run names leave no room for so many bytes */
async function demandRoom({ db }: Pick<Context, "db">, ownerId: string, bytes: number): Promise<void> {
  if ((await unusedBytes(db.prisma, ownerId)) + bytes <= fileLimits.mostUnused) return;
  throw new CodedError(
    "payload_too_large",
    `Your files that no run names would hold more than ${fileLimits.mostUnused} bytes (2 GiB). Remove some, or wait until they expire.`,
  );
}

/** Two who upload the same at once: one of them notes the bytes, and the other finds them. */
async function noted(
  { db }: Pick<Context, "db">,
  row: Parameters<typeof addFile>[1],
  storageKey: string,
): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await addFile(db, row, storageKey);
    } catch (error) {
      if (tries >= 3 || !(isUniqueViolation(error) || cameBetween(error))) throw error;
    }
  }
}
