import { createHash } from "node:crypto";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { canonicalJson } from "./digest";
import type { RunEvent } from "./events";

/** What a run's first entry names as the one before it. */
export const genesis = "0".repeat(64);

export interface ChainedEvent {
  event: RunEvent;
  prev_hash: string;
  hash: string;
}

/** SHA-256 (hex) over the previous hash and the entry's canonical JSON (RFC 8785). */
export function hashOf(prevHash: string, event: RunEvent): string {
  // An event is JSON by construction; the detour drops keys that are undefined, as storing it does.
  const plain = parseJson(printJson(event));
  return createHash("sha256").update(prevHash).update(canonicalJson(plain)).digest("hex");
}

/** Chains entries onto the hash of the one before them. */
export function chain(prevHash: string, events: readonly RunEvent[]): ChainedEvent[] {
  let previous = prevHash;
  return events.map((event) => {
    const hash = hashOf(previous, event);
    const link = { event, prev_hash: previous, hash };
    previous = hash;
    return link;
  });
}

/**
 * Checks a whole log, oldest entry first.
 * @returns null when it is intact, else the `seq` at which it is not, and why
 */
export function findBreak(log: readonly ChainedEvent[]): { seq: number; reason: string } | null {
  let previous = genesis;
  for (const [index, { event, prev_hash, hash }] of log.entries()) {
    if (event.seq !== index + 1) return { seq: index + 1, reason: `Entry ${index + 1} is missing` };
    if (prev_hash !== previous)
      return { seq: event.seq, reason: "It does not follow from the entry before it" };
    if (hashOf(previous, event) !== hash)
      return { seq: event.seq, reason: "It was changed after it was written" };
    previous = hash;
  }
  return null;
}
