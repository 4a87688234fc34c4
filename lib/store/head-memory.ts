import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Remembered = z.object({ number: z.int(), digest: z.string() });

/** The newest head that this instance knows of, by its number and the digest of its signed text. */
export type RememberedHead = z.infer<typeof Remembered>;

/** Where an instance remembers the newest head outside the database, which alone may not say what was signed. */
export interface HeadMemory {
  read(): RememberedHead | null;
  write(head: RememberedHead): void;
}

/** The memory in a file of `dataDir`; it outlives the process. */
export function headMemory(dataDir: string): HeadMemory {
  const path = join(dataDir, "newest-head");
  return {
    read() {
      try {
        return Remembered.parse(JSON.parse(readFileSync(path, "utf8")));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    write(head) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      // Whole or not at all: half a file would stop the signing after a crash.
      const draft = `${path}.${randomBytes(6).toString("hex")}`;
      writeFileSync(draft, JSON.stringify(head), { mode: 0o600 });
      renameSync(draft, path);
    },
  };
}
