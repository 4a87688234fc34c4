import type { RunSummary } from "@/lib/contracts/run";

/** Who is at some runs: how many of them are mine, and how many have which colleague, the busiest first. */
export interface Claims {
  mine: number;
  others: { id: string; name: string; count: number }[];
}

type Claimable = Pick<RunSummary, "claimed_by">;

export function claimsOf(runs: readonly Claimable[], myId: string): Claims {
  let mine = 0;
  const others = new Map<string, Claims["others"][number]>();
  for (const { claimed_by: by } of runs) {
    if (by === null) continue;
    const there = others.get(by.id);
    if (by.id === myId) mine += 1;
    else if (there) there.count += 1;
    else others.set(by.id, { id: by.id, name: by.name, count: 1 });
  }
  return { mine, others: [...others.values()].toSorted((a, b) => b.count - a.count) };
}

/** Whether a colleague is at a run. */
export function isTaken(run: Claimable, myId: string): boolean {
  return run.claimed_by !== null && run.claimed_by.id !== myId;
}
