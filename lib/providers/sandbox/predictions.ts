import { createHash } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";

/** One accepted call. What became of it follows from this record and the time alone. */
const StoredCall = z.object({
  id: z.string(),
  attemptKey: z.string(),
  model: z.string(),
  version: z.string(),
  payload: JsonObject,
  submittedAt: z.number(),
  delayMs: z.number(),
  fails: z.boolean(),
});
export type StoredCall = z.infer<typeof StoredCall>;

/**
 * The sandbox's own memory, one small file for each accepted call, so that it answers
 * after a restart as a real provider would.
 */
export interface Predictions {
  /** Keeps a call under a fresh id; the same attempt key twice makes two. */
  add(call: Omit<StoredCall, "id">): Promise<StoredCall>;
  /** The call of this id, or null. */
  read(id: string): Promise<StoredCall | null>;
  /** Every call an attempt made, oldest first: more than one is a call paid twice. */
  ofAttempt(attemptKey: string): Promise<StoredCall[]>;
  /** When a call was cancelled, in milliseconds since 1970, or null. */
  cancelledAt(id: string): Promise<number | null>;
  cancel(id: string, at: number): Promise<void>;
  /** Takes the payload out of every call that an attempt made; that there was one stays. */
  forget(attemptKey: string): Promise<void>;
  /** How many calls were ever accepted. */
  count(): Promise<number>;
}

/** Predictions kept as files in a directory, which is made when it is first needed. */
export function filePredictions(directory: string): Predictions {
  const file = (id: string) => join(directory, `${id}.json`);
  const draftOf = (attemptKey: string) =>
    join(directory, `${idOf(attemptKey, 0)}.${process.pid}.${performance.now()}.draft`);
  const mark = (id: string) => join(directory, `${id}.cancelled`);

  async function read(id: string): Promise<StoredCall | null> {
    if (!isId(id)) return null;
    const text = await readOrNull(file(id));
    return text === null ? null : StoredCall.parse(parseJson(text));
  }

  async function ofAttempt(attemptKey: string): Promise<StoredCall[]> {
    const found: StoredCall[] = [];
    for (let number = 1; ; number++) {
      const record = await read(idOf(attemptKey, number));
      if (record === null) return found;
      found.push(record);
    }
  }

  /** Writes a file, and makes the folder for it where there is none yet. */
  async function written(path: string, text: string): Promise<void> {
    try {
      await writeFile(path, text);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      await mkdir(directory, { recursive: true });
      await writeFile(path, text);
    }
  }

  return {
    read,
    ofAttempt,
    async add(call) {
      const draft = draftOf(call.attemptKey);
      try {
        for (let number = 1; ; number++) {
          const record: StoredCall = { id: idOf(call.attemptKey, number), ...call };
          await written(draft, printJson(record));
          // A link either makes the whole file appear or fails because the name is taken.
          if (await linked(draft, file(record.id))) return record;
        }
      } finally {
        await rm(draft, { force: true });
      }
    },
    async cancelledAt(id) {
      const text = isId(id) ? await readOrNull(mark(id)) : null;
      return text === null ? null : Number(text);
    },
    async cancel(id, at) {
      // The first cancellation counts.
      await writeFile(mark(id), String(at), { flag: "wx" }).catch((error: unknown) => {
        if (codeOf(error) !== "EEXIST") throw error;
      });
    },
    async forget(attemptKey) {
      // What a process left that died while it wrote a call down.
      const drafts = (await readdir(directory).catch(() => [])).filter(
        (name) => name.startsWith(`${idOf(attemptKey, 0)}.`) && name.endsWith(".draft"),
      );
      for (const name of drafts) await rm(join(directory, name), { force: true });
      for (const call of await ofAttempt(attemptKey)) {
        const draft = draftOf(attemptKey);
        await writeFile(draft, printJson({ ...call, payload: {} }));
        await rename(draft, file(call.id));
      }
    },
    async count() {
      const names = await readdir(directory).catch(() => []);
      return names.filter((name) => name.endsWith(".json")).length;
    },
  };
}

function idOf(attemptKey: string, number: number): string {
  return `sbx_${createHash("sha256").update(attemptKey).digest("hex").slice(0, 24)}_${number}`;
}

/** An id becomes a file name, so it must be one of ours. */
function isId(id: string): boolean {
  return /^sbx_[0-9a-f]{24}_\d{1,6}$/.test(id);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
