import type { Transaction } from "../connection/transaction";
import { storeLimits } from "../limits";
import type { StoredRun } from "./stored-run";

interface Known {
  run: StoredRun;
  /** In characters of JSON. */
  size: number;
  /** The others' commits when it was written. */
  seen: number;
}

const sizes = new WeakMap<object, number>();

/** How long a document is, for whoever has just written its text. */
export function noteSize(document: object, size: number): void {
  sizes.set(document, size);
}

/** How long a document is that several versions of a run share. */
function sizeOf(document: object): number {
  const known = sizes.get(document) ?? JSON.stringify(document, digits).length;
  sizes.set(document, known);
  return known;
}

function digits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/**
 * The runs that this process committed last, as the next one who loads them would read them: nothing is read back that
 * is known. On SQLite they count for nothing as soon as anybody else commits anything to the file. On PostgreSQL nobody
 * says that others have moved a run: there they are guesses, which the compare-and-swap confirms or refuses. What is in
 * here is shared and must not be changed.
 */
export class KnownRuns {
  private readonly runs = new Map<string, Known>();
  private size = 0;

  /** @param others changes with every commit of anybody else; null where nobody says so */
  constructor(private readonly others: (() => number) | null) {}

  /** Whether what is here is so for certain. */
  get isSure(): boolean {
    return this.others !== null;
  }

  /** What `keep` is told; to be asked for inside the transaction that writes the run. */
  get seen(): number {
    return this.others?.() ?? 0;
  }

  get(id: string): StoredRun | null {
    const known = this.runs.get(id);
    if (!known) return null;
    if (known.seen === this.seen) return known.run;
    this.forget(id);
    return null;
  }

  /** Keeps a run as it was just committed, unless a later version is here already. */
  keep(run: StoredRun, seen: number): void {
    const { run_id, version } = run.state;
    const before = this.runs.get(run_id);
    if (before && before.run.state.version >= version && before.seen === seen) return;
    this.forget(run_id);
    const size = sizeOf(run.state) + sizeOf(run.request) + sizeOf(run.description);
    if (size > storeLimits.largestKnownRun) return;
    this.runs.set(run_id, { run, size, seen });
    this.size += size;
    for (const oldest of this.runs.keys()) {
      if (this.size <= storeLimits.knownRuns) break;
      this.forget(oldest);
    }
  }

  forget(id: string): void {
    this.size -= this.runs.get(id)?.size ?? 0;
    this.runs.delete(id);
  }
}

// Kept per process, as what reads rows is.
const slot = Symbol.for("countersign.known-runs");
const shared: typeof globalThis & { [slot]?: WeakMap<object, KnownRuns> } = globalThis;
shared[slot] ??= new WeakMap();
const byClient = shared[slot];

/** From now on whoever loads by this client looks here first. */
export function knowsBy(client: object, runs: KnownRuns): void {
  byClient.set(client, runs);
}

/** A run as it was committed last, where that is known; null inside a transaction. */
export function knownRun(client: Transaction, id: string): StoredRun | null {
  return byClient.get(client)?.get(id) ?? null;
}
