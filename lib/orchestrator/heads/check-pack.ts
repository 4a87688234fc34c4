import { z } from "zod";
import { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { genesis, hashOf } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import { leafOf, rootOf } from "@/lib/core/heads";
import { receiptType } from "@/lib/core/receipts";
import type { Signer } from "./signer";

const Line = z.looseObject({
  run_id: z.string(),
  seq: z.number().int(),
  prev_hash: z.string(),
  hash: z.string(),
  /** Absent in packs of before there were any. */
  salt: z.string().nullish(),
  withheld: z.literal(true).optional(),
});
/** The first entry of a run whose request is named; what was erased of it is named as erased. */
const Named = z.object({ data: z.object({ facts: z.object({ request: z.string() }) }) });
/** Nothing else may stand in it: what a reader sees there and nobody checks would look as if it were vouched for. */
const HeadLine = z.strictObject({
  head: z.strictObject({
    jws: z.string(),
    leaves: z.array(z.string()),
    seq: z.number().int(),
    /** The key that was current then; which keys are trusted is for whoever checks to say. */
    key: z.unknown().optional(),
  }),
  /** Absent in packs of before there were any. */
  receipts: z.array(z.string()).optional(),
});
const Receipt = z.object({ sub: z.string(), entry: z.object({ seq: z.number().int(), hash: z.string() }) });
const Claims = z.object({ number: z.number().int(), at: z.string(), entries: z.string() });

/** What a pack of evidence is worth. */
export interface PackVerdict {
  run_id: string | null;
  entries: number;
  /** What does not fit, each a sentence; nothing where the log is whole. */
  faults: string[];
  /** Entries that were kept from the reader: nothing vouches for what stands in them here. */
  withheld: number[];
  /** False where it began before logs named what a request says, the model's description and output files. */
  named: boolean;
  /** The signed head over the log's entries up to `seq`; null where none is in the pack. */
  signed: { number: number; at: string; seq: number } | null;
}

/**
 * Checks evidence as it was downloaded, without a database: every hash of the chain, and that the head at its end was
 * signed and covers the log. An entry that was withheld from the reader is checked by its place in the chain alone.
 * @param text the NDJSON of `GET /api/hitl/runs/{id}/evidence`
 * @param open gives what was signed, with the keys of the installation, or null
 */
export async function checkPack(text: string, open: Signer["open"]): Promise<PackVerdict> {
  const faults: string[] = [];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const read = lines.map((line) => parsed(line));
  // A name that stands in it twice is read once: what is checked would not be what is seen.
  for (const [index, value] of read.entries())
    if (value !== null && printJson(value) !== lines[index]?.trim())
      faults.push(`Line ${index + 1} is not written as it was.`);
  // The head is the last line and no other.
  const last = HeadLine.safeParse(read.at(-1)).data ?? null;
  const entries = (last ? read.slice(0, -1) : read).map((line) => Line.safeParse(line));
  let previous = genesis;
  let runId: string | null = null;
  for (const [index, { data }] of entries.entries()) {
    if (!data) {
      faults.push(`Line ${index + 1} is no entry of a log.`);
      break;
    }
    const { prev_hash, hash, salt = null, withheld, ...event } = data;
    runId ??= data.run_id;
    if (data.run_id !== runId) faults.push(`Entry ${data.seq} is another run's.`);
    if (data.seq !== index + 1) faults.push(`Entry ${index + 1} is missing.`);
    if (prev_hash !== previous) faults.push(`Entry ${data.seq} does not follow from the one before it.`);
    // Guarantee: whatever it is, its hash is that of a log entry or it is told.
    if (!withheld && hashOf(prev_hash, event as unknown as RunEvent, salt) !== hash)
      faults.push(`Entry ${data.seq} was changed after it was written.`);
    previous = hash;
    if (faults.length > 0) break;
  }
  const withheld = entries.flatMap(({ data }) => (data?.withheld ? [data.seq] : []));
  const signed = await signedIn(last?.head ?? null, entries, runId, open, faults);
  for (const [index, receipt] of (last?.receipts ?? []).entries()) {
    const text = await open(receipt, receiptType);
    const claims = Receipt.safeParse(text === null ? null : parsed(text)).data;
    const { seq = 0, hash } = claims?.entry ?? {};
    if (claims?.sub !== runId || hash !== entries[seq - 1]?.data?.hash)
      faults.push(`Receipt ${index + 1} is none of ours for a decision in this log.`);
  }
  const named = Named.safeParse(entries[0]?.data).success;
  return { run_id: runId, entries: entries.length, faults, withheld, named, signed };
}

function parsed(line: string): unknown {
  try {
    return Json.parse(parseJson(line));
  } catch {
    return null;
  }
}

async function signedIn(
  head: z.infer<typeof HeadLine>["head"] | null,
  entries: readonly z.ZodSafeParseResult<z.infer<typeof Line>>[],
  runId: string | null,
  open: Signer["open"],
  faults: string[],
): Promise<PackVerdict["signed"]> {
  if (head === null) return null;
  const text = await open(head.jws);
  const claims = Claims.safeParse(text === null ? null : parsed(text));
  if (!claims.success) {
    faults.push("The head was signed with none of the keys given.");
    return null;
  }
  const { number, at, entries: root } = claims.data;
  const entry = entries[head.seq - 1]?.data;
  const covered = entry && runId !== null && head.leaves.includes(leafOf([runId, head.seq, entry.hash]));
  if (rootOf(head.leaves) !== root || !covered) {
    faults.push(`Head ${number} does not cover entry ${head.seq} as it stands here.`);
    return null;
  }
  return { number, at, seq: head.seq };
}
