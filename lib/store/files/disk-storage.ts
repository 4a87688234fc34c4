import { randomUUID } from "node:crypto";
import { constants, createReadStream, existsSync } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { storeLimits } from "../limits";
import type { ArtifactStorage } from "./artifact-storage";
import { byteStream } from "./byte-stream";
import { measured } from "./measured";
import { FileGone, storageTrouble } from "./storage-trouble";

/** Removes what writers that died have left half written. */
async function sweep(partials: string): Promise<void> {
  const before = Date.now() - storeLimits.partialFileAge;
  for (const name of await readdir(partials)) {
    const path = join(partials, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true });
  }
}

/** Opened at the first read, so that nothing is left open when nobody reads. */
async function* bytesOf(path: string, range: { start: number; end: number } | undefined) {
  for await (const chunk of createReadStream(path, range)) yield new Uint8Array(chunk);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Output files on the local disk, below `folder`. */
export function diskStorage(folder: string): ArtifactStorage {
  const partials = join(folder, ".partial");
  let swept = false;
  return {
    async put(storageKey, body, maxBytes, signal) {
      const path = join(folder, storageKey);
      await mkdir(partials, { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      if (!swept) {
        swept = true;
        await sweep(partials);
      }
      // A name of its own: two workers may copy the same file at once, and neither may write into the other's.
      const partial = join(partials, randomUUID());
      const { chunks, measure } = measured(body, maxBytes);
      try {
        const file = await open(partial, "wx");
        try {
          for await (const chunk of chunks) {
            signal?.throwIfAborted();
            await file.writeFile(chunk);
          }
          await file.sync();
        } finally {
          await file.close();
        }
        // A rename is all or nothing: a crash leaves a partial file, never half an artifact.
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return { storageKey, bytes: measure.bytes, sha256: measure.sha256(), head: measure.head };
    },
    async read(storageKey, range) {
      const path = join(folder, storageKey);
      try {
        await access(path, constants.R_OK);
      } catch (error) {
        // A folder that is not there at all is not mounted, rather than empty.
        if (isMissing(error) && existsSync(folder)) throw new FileGone(`There is no file ${storageKey}`);
        throw storageTrouble(error);
      }
      return byteStream(bytesOf(path, range));
    },
    async remove(storageKey) {
      await rm(join(folder, storageKey), { force: true });
    },
    async removeFolder(name) {
      await rm(join(folder, name), { recursive: true, force: true });
    },
  };
}
