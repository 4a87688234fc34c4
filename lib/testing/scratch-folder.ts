import { existsSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the system keeps files in memory, and how much of it there must be, in bytes, before tests write there. */
const memory = { folder: "/dev/shm", least: 4 * 2 ** 30 };

/** A new folder for databases that end with their test: in memory where there is enough, because no start reads them again. */
export function scratchFolder(prefix: string): string {
  return mkdtempSync(join(isRoomy() ? memory.folder : tmpdir(), prefix));
}

function isRoomy(): boolean {
  if (!existsSync(memory.folder)) return false;
  const { bavail, bsize } = statfsSync(memory.folder);
  return bavail * bsize >= memory.least;
}
