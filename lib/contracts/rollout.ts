import { z } from "zod";
import { Outcomes, PathFigures } from "./insights";
import { Actor } from "./parts";
import { HitlConfig } from "./policy";
import { Said } from "./said";
import { faults } from "./sentences/refusals";
import { ReviewStep } from "./words";

/**
 * Who takes the new path at `POST /api/teams/run`: nobody; the named `user_ids`; those and a percentage of all
 * `user_id`s; everyone. A request without `user_id` stays on the old path until everyone moves. `use_hitl=true` takes
 * the new path at any stage. While `ENABLE_HITL_ORCHESTRATOR` is false, the stage is kept and has no effect.
 */
export const RolloutStage = z.enum(["off", "people", "percentage", "everyone"]);
export type RolloutStage = z.infer<typeof RolloutStage>;

/** The weeks of the plan, in order. */
export const PresetName = z.enum(["staging", "internal", "subset", "everyone", "deprecate"]);
export type PresetName = z.infer<typeof PresetName>;

const userIds = z.array(z.string().trim().min(1).max(300)).max(2_000);
const percentage = z.number().min(0).max(100);
const why = z.string().trim().min(1, faults.fault_no_reason).max(2_000);

/** One week of the plan: what it sets, when it is meant to come, and what is to be seen to before. */
export const PlanStep = z.object({
  name: PresetName,
  /** 1 to 5. */
  week: z.number().int(),
  stage: RolloutStage,
  /** What the preset sets when it is applied; null where the stage knows no percentage. */
  percentage: z.number().nullable(),
  /** `YYYY-MM-DD`; null until somebody plans it. */
  planned_for: z.string().nullable(),
  /** When it was last applied. */
  applied_at: z.string().nullable(),
  checklist: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      done: z.boolean(),
      done_by: Actor.nullable(),
      done_at: z.string().nullable(),
    }),
  ),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const RolloutState = z.object({
  stage: RolloutStage,
  user_ids: z.array(z.string()),
  /** 0 to 100, up to two decimals count; has an effect at stage `percentage` only. */
  percentage: z.number(),
  /** The preset that was applied last and not changed since by hand; null otherwise. */
  preset: PresetName.nullable(),
  /** Whether requests on the old path are looked at as the new one would. */
  shadow: z.boolean(),
  /** The policy the shadow looks with; null takes what each request asks for. */
  shadow_policy: HitlConfig.nullable(),
});
export type RolloutState = z.infer<typeof RolloutState>;

/** One entry of the append-only history, hash-chained. */
export const RolloutChange = z.object({
  /** 1, 2, 3 …; the newest is the rollout's `version`. */
  version: z.number().int(),
  kind: z.enum(["change", "rollback", "plan"]),
  at: z.string(),
  actor: Actor,
  why: z.string(),
  /** What it was changed to. */
  state: RolloutState,
  /** What was changed, in words: "stage from off to people". */
  changes: z.array(z.string()),
  hash: z.string(),
});
export type RolloutChange = z.infer<typeof RolloutChange>;

/** Both paths over the last `days`, and whether to go on. */
export const Comparison = z.object({
  from: z.string(),
  to: z.string(),
  days: z.number().int(),
  hitl: PathFigures,
  legacy: PathFigures,
  /** Error rate of the new path less that of the old, in percentage points; null where one is not known. */
  error_points: z.number().nullable(),
  /** Median time at the provider, new less old, in milliseconds. */
  provider_p50_diff_ms: z.number().nullable(),
});
export type Comparison = z.infer<typeof Comparison>;

/** `hold`: do not go on. `too_few`: fewer runs than `min_runs` on one path. `go`: nothing speaks against it. */
export const Warning = z.object({
  level: z.enum(["go", "hold", "too_few"]),
  reason: z.string(),
  said: Said.optional(),
  /** The rule: hold when the new path's error rate is over the old one's by more than so many points. */
  max_points: z.number(),
  /** Completed and failed runs that each path needs before the rule says anything. */
  min_runs: z.number().int(),
});
export type Warning = z.infer<typeof Warning>;

/** `GET /api/rollout` (admins), and the answer of `PUT` and of a rollback. */
export const Rollout = z.object({
  version: z.number().int(),
  /** `ENABLE_HITL_ORCHESTRATOR` of the instance that answers. */
  enabled: z.boolean(),
  /** Whether the one-shot path is still part of this installation; without it everything takes the new path. */
  older_path: z.boolean(),
  state: RolloutState,
  plan: z.array(PlanStep),
  /** Newest first, at most 100. */
  history: z.array(RolloutChange),
  comparison: Comparison,
  warning: Warning,
});
export type Rollout = z.infer<typeof Rollout>;

/**
 * `PUT /api/rollout` (admins): only what is given changes. `preset` sets stage and percentage of that week (and
 * excludes giving them); `plan` sets dates and ticks. With `version`, 409 `conflict` when somebody changed it meanwhile.
 */
export const ChangeRollout = z
  .strictObject({
    why,
    version: z.number().int().optional(),
    preset: PresetName.optional(),
    stage: RolloutStage.optional(),
    user_ids: userIds.optional(),
    percentage: percentage.optional(),
    shadow: z.boolean().optional(),
    shadow_policy: HitlConfig.nullable().optional(),
    plan: z
      .array(
        z.strictObject({
          name: PresetName,
          planned_for: z.iso.date().nullable().optional(),
          checklist: z.array(z.strictObject({ id: z.string().max(100), done: z.boolean() })).optional(),
        }),
      )
      .max(5)
      .optional(),
  })
  .refine(
    (body) => body.preset === undefined || (body.stage === undefined && body.percentage === undefined),
    {
      message: faults.fault_preset_or_stage,
      path: ["preset"],
    },
  );
export type ChangeRollout = z.infer<typeof ChangeRollout>;

/** `POST /api/rollout/rollback` (admins): everyone is back on the old path from the next request on. */
export const RollBack = z.strictObject({ why });
export type RollBack = z.infer<typeof RollBack>;

/** The query of `GET /api/rollout/shadow` (admins). Left out, `to` is now and `from` 7 days before it. */
export const ShadowQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  model: z.string().max(300).optional(),
});
export type ShadowQuery = z.infer<typeof ShadowQuery>;

/** What the new path would have done with requests that took the old one. */
export const ShadowReport = z.object({
  from: z.string(),
  to: z.string(),
  /** Requests that were looked at in the range; the newest 20,000 are reported on. */
  requests: z.number().int(),
  truncated: z.boolean(),
  /** Of those, how many would have waited for a person at least once, and the share (0 to 1; null for none). */
  would_wait: z.number().int(),
  would_wait_share: z.number().nullable(),
  /** Where they would have stopped first. */
  by_step: z.array(z.object({ step: ReviewStep, requests: z.number().int() })),
  /** Which rules asked, most often first; one request can trip several. `example` is one sentence of that rule. */
  by_rule: z.array(
    z.object({ step: ReviewStep, rule: z.string(), requests: z.number().int(), example: z.string() }),
  ),
  by_model: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      requests: z.number().int(),
      would_wait: z.number().int(),
      error_issues: z.number().int(),
    }),
  ),
  /** Requests whose payload had an error issue: these wait under any policy. */
  error_issues: z.number().int(),
  /** Sum of the estimated costs, in US dollars, of all and of those that would have waited. */
  estimated_usd: z.number(),
  waiting_usd: z.number(),
  /** What the old path made of the requests that would have waited. */
  waiting_outcomes: Outcomes,
  /** The newest that would have waited, at most 50. */
  examples: z.array(
    z.object({
      run_id: z.string(),
      model: z.string(),
      at: z.string(),
      would_pause_at: ReviewStep,
      reasons: z.array(z.string()),
      reasons_said: z.array(Said).optional(),
    }),
  ),
});
export type ShadowReport = z.infer<typeof ShadowReport>;
