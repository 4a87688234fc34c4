import type { RunSummary } from "@/lib/contracts/run";

/** No answer is asked for again sooner, in milliseconds: a browser's clock may be ahead of the server's. */
const soonest = 5_000;

/** In how many milliseconds the claim of a run is over; false when nobody claims it. */
export function claimEndsIn(claimed_until: string | null, now: number): number | false {
  return claimed_until === null ? false : Math.max(soonest, Date.parse(claimed_until) - now);
}

/** When the next claim of these rows is over, in milliseconds since 1970; null when nobody claims any. */
export function nextClaimEnd(runs: readonly RunSummary[]): number | null {
  let next: number | null = null;
  for (const { claimed_until } of runs) {
    if (claimed_until === null) continue;
    const end = Date.parse(claimed_until);
    if (next === null || end < next) next = end;
  }
  return next;
}

/** The rows whose claim is over at `now`, without it. */
export function withoutEndedClaims(runs: readonly RunSummary[], now: number): Map<string, RunSummary> {
  const ended = runs.filter((run) => run.claimed_until !== null && Date.parse(run.claimed_until) <= now);
  return new Map(
    ended.map((run) => [
      run.run_id,
      { ...run, claimed_by: null, claimed_until: null, claim_offered_by: null },
    ]),
  );
}
