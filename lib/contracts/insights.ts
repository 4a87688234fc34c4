import { z } from "zod";
import { eachDecision } from "./decision-kinds";
import { Actor } from "./parts";
import { ReviewStep, RunPath } from "./words";

/** The widths of a bucket. Days and weeks are UTC, weeks begin on Monday. */
export const Bucket = z.enum(["hour", "day", "week"]);
export type Bucket = z.infer<typeof Bucket>;

/**
 * The query of `GET /api/hitl/metrics` (reviewers and admins). Left out, `to` is now, `from` is 30 days before it, and
 * `bucket` is the narrowest that fits: hours up to 3 days, days up to a year, weeks beyond. `from` is moved back and
 * `to` on to the edge of a bucket. More than 1,000 buckets are refused. `model` is `owner/name`.
 */
export const MetricsQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  bucket: Bucket.optional(),
  model: z.string().max(300).optional(),
  provider: z.string().max(100).optional(),
});
export type MetricsQuery = z.infer<typeof MetricsQuery>;

/**
 * Milliseconds, from a histogram: each figure is at most a tenth off (`mean` and `count` are exact).
 * Everywhere null where there was nothing to measure.
 */
export const Spread = z.object({
  count: z.number().int(),
  mean: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
});
export type Spread = z.infer<typeof Spread>;

/** How often people decided what. Decisions that policy made when time ran out are not people's and count under `timeouts`. */
export const DecisionCounts = z.object(eachDecision(() => z.number().int()));
export type DecisionCounts = z.infer<typeof DecisionCounts>;

/** What runs came to. Shares are 0 to 1 and null where nothing ended. */
export const Outcomes = z.object({
  /** Runs that ended: completed + failed + cancelled + expired. Every figure counts a run when it ends. */
  runs: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  /** Rejected or cancelled by a person, or rejected because time ran out. */
  cancelled: z.number().int(),
  expired: z.number().int(),
  /** completed / (completed + failed): what people stopped is no fault of the path. */
  success_rate: z.number().nullable(),
  /** failed / (completed + failed). */
  error_rate: z.number().nullable(),
});
export type Outcomes = z.infer<typeof Outcomes>;

/** One path over the whole range. */
export const PathFigures = Outcomes.extend({
  /** Runs in which a person decided at least once, and their share of all that ended. */
  intervened: z.number().int(),
  intervention_rate: z.number().nullable(),
  /** Of completed and failed runs: from creation to end, of that at the provider, waiting for people, and the rest (ours). */
  latency_ms: z.object({
    total: Spread.nullable(),
    provider: Spread.nullable(),
    people: Spread.nullable(),
    system: Spread.nullable(),
  }),
  /** From the opening of a review to a person's decision, one value a decision. */
  time_to_decision_ms: Spread.nullable(),
  decisions: DecisionCounts,
  /** Reviews that nobody answered in time, whatever policy then did. */
  timeouts: z.number().int(),
  cost: z.object({
    /** Sum of the estimates of the runs that have one, in US dollars, calls that were made only. */
    estimated_usd: z.number(),
    estimated_runs: z.number().int(),
    /**
     * What the provider says it charged, where it tells. Else, for the runs whose model has a price for a call or a
     * second in the catalogue: that price times the calls that were made or the seconds the provider measured.
     */
    measured_usd: z.number(),
    measured_runs: z.number().int(),
    /** The estimates of just those runs, to set `measured_usd` against. */
    measured_estimate_usd: z.number(),
  }),
});
export type PathFigures = z.infer<typeof PathFigures>;

/** One path in one bucket. Times are medians and 95th percentiles in milliseconds. */
export const BucketFigures = Outcomes.extend({
  intervened: z.number().int(),
  decisions: DecisionCounts,
  timeouts: z.number().int(),
  total_p50_ms: z.number().nullable(),
  total_p95_ms: z.number().nullable(),
  provider_p50_ms: z.number().nullable(),
  provider_p95_ms: z.number().nullable(),
  decision_p50_ms: z.number().nullable(),
  decision_p95_ms: z.number().nullable(),
  estimated_usd: z.number(),
  measured_usd: z.number(),
});
export type BucketFigures = z.infer<typeof BucketFigures>;

/** The queue as it is now, whatever the range; filtered by model and provider. */
export const QueueNow = z.object({
  /** Runs that wait for a person. */
  waiting: z.number().int(),
  by_step: z.array(z.object({ step: ReviewStep, waiting: z.number().int() })),
  /** How long the longest has been waiting, in milliseconds. */
  oldest_ms: z.number().nullable(),
  /** Half and 95 % of those that wait have waited at most so long, in milliseconds. */
  age_p50_ms: z.number().nullable(),
  age_p95_ms: z.number().nullable(),
  /** Of those that wait, how many will run out of time within the next 10 minutes. */
  due_soon: z.number().int(),
  /** Runs the machine is at work on: queued or running. */
  running: z.number().int(),
});
export type QueueNow = z.infer<typeof QueueNow>;

/** The answer of `GET /api/hitl/metrics`. */
export const Metrics = z.object({
  /** The edges of the range as it was counted: `from` included, `to` not. */
  from: z.string(),
  to: z.string(),
  bucket: Bucket,
  model: z.string().nullable(),
  provider: z.string().nullable(),
  generated_at: z.string(),
  /** Runs that ended and are not counted yet; 0 but for the minutes after a large import or upgrade. */
  uncounted: z.number().int(),
  queue: QueueNow,
  /** Both paths side by side. */
  paths: z.object({ hitl: PathFigures, legacy: PathFigures }),
  /** One entry for each bucket of the range, oldest first, empty ones too. */
  series: z.array(z.object({ start: z.string(), hitl: BucketFigures, legacy: BucketFigures })),
  /** Reviewed runs by model, most runs first, at most 50. */
  models: z.array(
    Outcomes.extend({
      provider: z.string(),
      model: z.string(),
      intervened: z.number().int(),
      intervention_rate: z.number().nullable(),
      decisions: DecisionCounts,
      timeouts: z.number().int(),
      time_to_decision_ms: Spread.nullable(),
      estimated_usd: z.number(),
      measured_usd: z.number(),
    }),
  ),
  /** Who decided, most decisions first, at most 50. */
  reviewers: z.array(
    z.object({
      reviewer: Actor,
      decisions: DecisionCounts,
      total: z.number().int(),
      time_to_decision_ms: Spread.nullable(),
    }),
  ),
  /**
   * What people change most: a pointer into the payload (list positions as `*`), `/prompt` and `/attachments` of the
   * request before it is a payload as `request:/prompt` and so on, and the answer as `response`. `runs` counts each run once;
   * `share` is of the runs in which anything was edited. At most 50.
   */
  changes: z.array(z.object({ pointer: z.string(), runs: z.number().int(), share: z.number() })),
  /** Failed runs by kind (the code of the run's `error`), most first. */
  failures: z.array(z.object({ path: RunPath, code: z.string(), runs: z.number().int(), share: z.number() })),
});
export type Metrics = z.infer<typeof Metrics>;
