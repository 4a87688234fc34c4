import type { Bucket } from "@/lib/contracts/insights";
import type { RunPath } from "@/lib/contracts/words";
import { bucketStart } from "./buckets";
import type { EndedRun } from "./ended-run";
import { addRun, emptyTally, type Tally } from "./tally";

/** Whatever is asked for is stored as wide as that, so that a year is few rows. */
const grains: Bucket[] = ["hour", "day", "week"];

/** Whose runs a bucket holds; what is empty is everybody's, so that each filter reads one bucket at a time. */
export interface Scope {
  provider: string;
  model: string;
}

const scopesOf = ({ provider, model }: EndedRun): Scope[] => [
  { provider: "", model: "" },
  { provider: "", model },
  { provider, model: "" },
  { provider, model },
];

/** Names a bucket of the figures. */
export interface Place extends Scope {
  grain: Bucket;
  start: Date;
  path: RunPath;
}

/**
 * What runs that ended add to the figures: one tally for each bucket they are counted in, in an order that is the same
 * for all who count.
 */
export function talliesByPlace(runs: Iterable<EndedRun>): { place: Place; tally: Tally }[] {
  const there = new Map<string, { place: Place; tally: Tally }>();
  for (const run of runs) {
    for (const grain of grains) {
      const start = bucketStart(new Date(run.ended_at), grain);
      for (const scope of scopesOf(run)) {
        const key = JSON.stringify([grain, scope.provider, scope.model, start, run.path]);
        const counted = there.get(key) ?? {
          place: { grain, ...scope, start, path: run.path },
          tally: emptyTally(),
        };
        there.set(key, counted);
        addRun(counted.tally, run);
      }
    }
  }
  return [...there].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, counted]) => counted);
}
