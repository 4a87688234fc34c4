import type { BucketFigures, Outcomes, PathFigures } from "@/lib/contracts/insights";
import { percentile, spreadOf } from "./spread";
import type { Counts } from "./tally";

/** A part of a whole, 0 to 1; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** A sum of money without binary dust. */
export function dollars(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

/** What a tally's runs came to. */
export function outcomesOf(counts: Pick<Counts, "completed" | "failed" | "cancelled" | "expired">): Outcomes {
  const { completed, failed, cancelled, expired } = counts;
  return {
    runs: completed + failed + cancelled + expired,
    completed,
    failed,
    cancelled,
    expired,
    success_rate: share(completed, completed + failed),
    error_rate: share(failed, completed + failed),
  };
}

/** A tally as the figures of a path over the whole range. */
export function pathFigures(tally: Counts): PathFigures {
  const outcomes = outcomesOf(tally);
  return {
    ...outcomes,
    intervened: tally.intervened,
    intervention_rate: share(tally.intervened, outcomes.runs),
    latency_ms: {
      total: spreadOf(tally.total),
      provider: spreadOf(tally.provider),
      people: spreadOf(tally.people),
      system: spreadOf(tally.system),
    },
    time_to_decision_ms: spreadOf(tally.decision),
    decisions: tally.decisions,
    timeouts: tally.timeouts,
    cost: {
      estimated_usd: dollars(tally.estimated_usd),
      estimated_runs: tally.estimated_runs,
      measured_usd: dollars(tally.measured_usd),
      measured_runs: tally.measured_runs,
      measured_estimate_usd: dollars(tally.measured_estimate_usd),
    },
  };
}

/** A tally as the figures of a path in one bucket. */
export function bucketFigures(tally: Counts): BucketFigures {
  return {
    ...outcomesOf(tally),
    intervened: tally.intervened,
    decisions: tally.decisions,
    timeouts: tally.timeouts,
    total_p50_ms: percentile(tally.total, 0.5),
    total_p95_ms: percentile(tally.total, 0.95),
    provider_p50_ms: percentile(tally.provider, 0.5),
    provider_p95_ms: percentile(tally.provider, 0.95),
    decision_p50_ms: percentile(tally.decision, 0.5),
    decision_p95_ms: percentile(tally.decision, 0.95),
    estimated_usd: dollars(tally.estimated_usd),
    measured_usd: dollars(tally.measured_usd),
  };
}
