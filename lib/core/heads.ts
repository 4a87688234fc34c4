import { createHash } from "node:crypto";
import { canonicalJson, digestOf, digestOfText } from "./digest";

/** The newest entry of a run's log within a head: the entries before it hang on its hash. */
export type SignedEntry = readonly [runId: string, seq: number, hash: string];

/** An entry of the audit log within a head, with its digest. */
export type SignedAct = readonly [id: number, digest: string];

/** What the signature of a head covers. Each head names the one before it, so that none can be taken away. */
export interface HeadClaims {
  iss: "countersign";
  number: number;
  /** ISO 8601. */
  at: string;
  /** `sha256:…` of the signed text of the head before; null in the first. */
  before: string | null;
  /** The last entry of all runs' logs that it covers. */
  last_event: number;
  /** The last entry of the audit log that it covers. */
  last_act: number;
  /** `sha256:…` over the leaves of the runs' entries, in their order. */
  entries: string;
  /** `sha256:…` over its entries of the audit log. */
  acts: string;
}

/**
 * What stands for a run's entry where heads are shown: who knows the entry can make it, and who does not learns nothing
 * of the run.
 */
export function leafOf([runId, seq, hash]: SignedEntry): string {
  return createHash("sha256")
    .update(canonicalJson([runId, seq, hash]))
    .digest("hex");
}

/** The digest of leaves, in their order. */
export function rootOf(leaves: readonly string[]): string {
  return digestOf([...leaves]);
}

interface Covered {
  number: number;
  at: Date;
  /** The signed text of the head before; null where there is none. */
  before: string | null;
  lastEvent: number;
  lastAct: number;
  entries: readonly SignedEntry[];
  acts: readonly SignedAct[];
}

/** What is signed of a head that covers this. */
export function claimsOf({ number, at, before, lastEvent, lastAct, entries, acts }: Covered): HeadClaims {
  return {
    iss: "countersign",
    number,
    at: at.toISOString(),
    before: before === null ? null : digestOfText(before),
    last_event: lastEvent,
    last_act: lastAct,
    entries: rootOf(entries.map(leafOf)),
    acts: digestOf(acts.map(([id, digest]) => [id, digest])),
  };
}
