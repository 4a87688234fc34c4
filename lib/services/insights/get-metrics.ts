import type { Metrics, MetricsQuery } from "@/lib/contracts/insights";
import { bucketsBetween } from "@/lib/core/figures/buckets";
import { bucketFigures, dollars, outcomesOf, pathFigures, share } from "@/lib/core/figures/figures";
import { spreadOf } from "@/lib/core/figures/spread";
import { emptyCounts, modelOfKey, type Tally } from "@/lib/core/figures/tally";
import type { Database } from "@/lib/store/connection/client";
import { queueNow } from "./queue-now";
import { rangeOf } from "./range";
import { type ByPath, type RangeTallies, talliesIn } from "./tallies-in";

/** The longest a list of the figures gets. */
const most = 50;

/**
 * The figures of a range, both paths side by side, and the queue as it is now.
 * @throws CodedError `validation_error` for a range that cannot be shown
 */
export async function getMetrics({ db }: { db: Database }, query: MetricsQuery, now: Date): Promise<Metrics> {
  const range = rangeOf(query, now);
  const [tallies, queue] = await Promise.all([talliesIn(db, range, query), queueNow(db, query, now)]);
  const { paths } = tallies;
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    bucket: range.bucket,
    model: query.model ?? null,
    provider: query.provider ?? null,
    generated_at: now.toISOString(),
    uncounted: tallies.uncounted,
    queue,
    paths: { hitl: pathFigures(paths.hitl), legacy: pathFigures(paths.legacy) },
    series: bucketsBetween(range.from, range.to, range.bucket).map((start) => {
      const there = tallies.series.get(start.getTime());
      return {
        start: start.toISOString(),
        hitl: bucketFigures(there?.hitl ?? emptyCounts()),
        legacy: bucketFigures(there?.legacy ?? emptyCounts()),
      };
    }),
    models: modelsOf(tallies),
    reviewers: reviewersOf(paths.hitl),
    changes: changesOf(paths.hitl),
    failures: failuresOf(paths),
  };
}

function modelsOf({ models }: RangeTallies): Metrics["models"] {
  return [...models]
    .map(([key, tally]) => {
      const outcomes = outcomesOf(tally);
      return {
        ...modelOfKey(key),
        ...outcomes,
        intervened: tally.intervened,
        intervention_rate: share(tally.intervened, outcomes.runs),
        decisions: tally.decisions,
        timeouts: tally.timeouts,
        time_to_decision_ms: spreadOf(tally.decision),
        estimated_usd: dollars(tally.estimated_usd),
        measured_usd: dollars(tally.measured_usd),
      };
    })
    .toSorted((a, b) => b.runs - a.runs || a.model.localeCompare(b.model))
    .slice(0, most);
}

function reviewersOf({ reviewers }: Tally): Metrics["reviewers"] {
  return Object.values(reviewers)
    .map(({ actor, decisions, decision }) => ({
      reviewer: actor,
      decisions,
      total: decision.count,
      time_to_decision_ms: spreadOf(decision),
    }))
    .toSorted((a, b) => b.total - a.total || a.reviewer.name.localeCompare(b.reviewer.name))
    .slice(0, most);
}

function changesOf({ pointers, edited }: Tally): Metrics["changes"] {
  return Object.entries(pointers)
    .map(([pointer, runs]) => ({ pointer, runs, share: share(runs, edited) ?? 0 }))
    .toSorted((a, b) => b.runs - a.runs || a.pointer.localeCompare(b.pointer))
    .slice(0, most);
}

function failuresOf(paths: ByPath): Metrics["failures"] {
  return (["hitl", "legacy"] as const)
    .flatMap((path) =>
      Object.entries(paths[path].failures).map(([code, runs]) => ({
        path,
        code,
        runs,
        share: share(runs, paths[path].failed) ?? 0,
      })),
    )
    .toSorted((a, b) => b.runs - a.runs || a.code.localeCompare(b.code));
}
