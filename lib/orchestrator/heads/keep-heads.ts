import { open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { KeptHead } from "@/lib/contracts/evidence";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { headsAfter } from "@/lib/store/signed-heads";
import type { Context } from "../context";

/** Heads written in one go. */
const batch = 200;
/** So much of the file's end is read to find its last head, in bytes: a line has some 700. */
const endRead = 65_536;
/** So often it looks whether there are new heads, in milliseconds. */
const looks = 2_000;

const Line = KeptHead.extend({ at: z.string(), key_id: z.string() });

/** The number of the last whole line, and whether half a line follows it, which a death left there. */
async function endOf(file: Awaited<ReturnType<typeof open>>): Promise<{ number: number; torn: boolean }> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.min(size, endRead));
  await file.read(bytes, 0, bytes.length, size - bytes.length);
  const text = bytes.toString("utf8");
  const numbers = text.split("\n").flatMap((line) => numberOf(line) ?? []);
  return { number: numbers.at(-1) ?? 0, torn: text !== "" && !text.endsWith("\n") };
}

function numberOf(line: string): number | null {
  try {
    return Line.parse(parseJson(line)).number;
  } catch {
    return null;
  }
}

/**
 * Appends the heads to a file that it does not hold yet, one line of JSON each, in their order. What was written is on
 * the disk before the next is; after a death the file itself says where to go on. A file that knows a later head than the
 * database has, whose end was cut, is left as it is.
 * @returns how many were written
 */
export async function keepHeadsIn(path: string, { db }: Pick<Context, "db">): Promise<number> {
  const file = await open(path, "a+", 0o600);
  try {
    const { number, torn } = await endOf(file);
    let [last, written] = [number, 0];
    for (;;) {
      const heads = await headsAfter(db.prisma, last, batch);
      if (heads.length === 0) return written;
      const lines = heads.map(({ number, at, jws, keyId }) =>
        printJson({ number, at: at.toISOString(), jws, key_id: keyId }),
      );
      await file.appendFile(`${torn && written === 0 ? "\n" : ""}${lines.join("\n")}\n`);
      await file.datasync();
      written += heads.length;
      last = heads.at(-1)?.number ?? last;
    }
  } finally {
    await file.close();
  }
}

/** Does so until `signal` aborts; what goes wrong is logged once and tried again. */
export async function keepKeepingHeads(path: string, context: Context, signal: AbortSignal): Promise<void> {
  let troubled = false;
  while (!signal.aborted) {
    try {
      await keepHeadsIn(path, context);
      troubled = false;
    } catch (err) {
      if (!troubled)
        context.log.error(
          { event: "heads_not_kept", path, err },
          "Signed heads cannot be written to HEADS_FILE",
        );
      troubled = true;
    }
    await pause(looks, null, { signal, ref: false }).catch(() => null);
  }
}
