import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import { addFile, cameBetween, fileById, type KeptFile, keepLonger } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { readKept } from "../reading/open-artifact";
import { keepFile } from "./keep-file";

/** What of ours becomes somebody's file: its bytes stay where they are if they are a file's, and are copied if not. */
export type Copy = Pick<
  KeptFile,
  "id" | "ownerId" | "name" | "contentType" | "sha256" | "bytes" | "storageKey"
>;

type Parts = Pick<Context, "db" | "artifacts" | "clock" | "newId" | "filesKeptFor" | "log">;

/**
 * Makes it a file under this very id, and lets it last as one that was uploaded now.
 * @throws CodedError `not_found` where its bytes are gone, `payload_too_large`, `unavailable`
 */
export async function takeCopy(parts: Parts, copy: Copy): Promise<void> {
  const { db, clock, filesKeptFor, artifacts, log } = parts;
  const now = clock();
  const expiresAt = new Date(now.getTime() + filesKeptFor);
  if ((await fileById(db.prisma, copy.id)) !== null) return keepLonger(db.prisma, copy.id, expiresAt);
  const { storageKey, ...row } = copy;
  try {
    await addFile(db, { ...row, createdAt: now, expiresAt }, null);
  } catch (error) {
    if (isUniqueViolation(error)) return;
    if (!cameBetween(error)) throw error;
    const body = await readKept({ artifacts, log }, storageKey);
    const { id, name, contentType } = copy;
    await keepFile(parts, { id: copy.ownerId }, { body, id, name, contentType });
  }
}
