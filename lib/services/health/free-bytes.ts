import { statfs } from "node:fs/promises";

/** What is free on a folder's disk for this process; null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(/* turbopackIgnore: true */ folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
