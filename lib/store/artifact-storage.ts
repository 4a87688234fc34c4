import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

export interface StoredFile {
  storageKey: string;
  bytes: number;
  sha256: string;
  /** The first bytes, to tell what kind of file it is. */
  head: Uint8Array;
}

/** Where output files are kept. */
export interface ArtifactStorage {
  /** Writes a stream under `storageKey`; the file is there whole or not at all. Throws beyond `maxBytes`. */
  put(storageKey: string, body: ReadableStream<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** The bytes from `start` to `end` inclusive. */
  read(storageKey: string, range?: { start: number; end: number }): ReadableStream<Uint8Array>;
}

const headBytes = 4100;

/** Output files on the local disk, below `folder`. */
export function diskStorage(folder: string): ArtifactStorage {
  return {
    async put(storageKey, body, maxBytes) {
      const path = join(folder, storageKey);
      await mkdir(dirname(path), { recursive: true });
      const partial = `${path}.part`;
      const hash = createHash("sha256");
      let bytes = 0;
      let head = new Uint8Array(0);
      const file = await open(partial, "w");
      try {
        for await (const chunk of body) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) throw new Error(`The file is larger than ${maxBytes} bytes`);
          if (head.byteLength < headBytes)
            head = new Uint8Array(Buffer.concat([head, chunk]).subarray(0, headBytes));
          hash.update(chunk);
          await file.write(chunk);
        }
        await file.sync();
      } catch (error) {
        await file.close();
        await rm(partial, { force: true });
        throw error;
      }
      await file.close();
      // A rename is all or nothing: a crash leaves a .part file, never half an artifact.
      await rename(partial, path);
      return { storageKey, bytes, sha256: hash.digest("hex"), head };
    },
    read(storageKey, range) {
      const stream = createReadStream(join(folder, storageKey), range);
      return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
    },
  };
}
