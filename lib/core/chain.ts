import { createHash } from "node:crypto";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { digested, entryText } from "./erasing";
import { formatOf, type RunEvent } from "./events";

/** What a run's first entry names as the one before it. */
export const genesis = "0".repeat(64);

export interface ChainedEvent {
  event: RunEvent;
  prev_hash: string;
  hash: string;
  /** What its texts are digested with; null where they stand as they are: in entries of before, and in erased ones. */
  salt: string | null;
}

/**
 * SHA-256 (hex) over the previous hash and the entry's canonical JSON (RFC 8785): of the entry as `digested` gives it where
 * it has a salt, so that it keeps its hash when its texts are erased.
 */
export function hashOf(prevHash: string, event: RunEvent, salt: string | null): string {
  const covered = entryText(salt === null ? event : digested(event, salt));
  return createHash("sha256").update(prevHash).update(covered).digest("hex");
}

/**
 * Chains entries onto the hash of the one before them.
 * @param newSalt gives each its salt: 32 random bytes, base64url
 */
export function chain(
  prevHash: string,
  events: readonly RunEvent[],
  newSalt: () => string | null,
): ChainedEvent[] {
  let previous = prevHash;
  return events.map((written) => {
    const format = formatOf(written.type);
    const event = format > 1 ? { ...written, format } : written;
    const salt = newSalt();
    const hash = hashOf(previous, event, salt);
    const link = { event, prev_hash: previous, hash, salt };
    previous = hash;
    return link;
  });
}

/** An entry at which a log is not whole, or that something stored contradicts, and why. */
export interface Break {
  seq: number;
  why: Said;
}

/**
 * Checks a whole log, oldest entry first.
 * @returns null when it is intact, else the `seq` at which it is not, and why
 */
export function findBreak(log: readonly ChainedEvent[]): Break | null {
  let previous = genesis;
  for (const [index, { event, prev_hash, hash, salt }] of log.entries()) {
    if (event.seq !== index + 1)
      return { seq: index + 1, why: said("log_entry_missing", { number: index + 1 }) };
    if (prev_hash !== previous) return { seq: event.seq, why: said("log_entry_unlinked") };
    if (hashOf(previous, event, salt) !== hash) return { seq: event.seq, why: said("log_entry_changed") };
    previous = hash;
  }
  return null;
}
