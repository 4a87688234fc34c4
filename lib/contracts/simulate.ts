import { z } from "zod";
import { SimulatedBudget } from "./budgets";
import { HitlConfig } from "./policy";
import { CreateRule, mostRules } from "./rules";
import { faults } from "./sentences/refusals";
import { DecisionAction, ReviewStep, RunStatus } from "./words";

/**
 * `POST /api/hitl/policies/simulate` (admins): what a draft would have asked in ended runs that were created in the
 * range. `policy` is looked at in place of what each run asked for, `rules` in place of the organisation's; without
 * `rules` there are none. Whoever asked is taken with the role they have now.
 * Nothing is called and nothing stored. `source`: reviewed runs, the shadow of the old path's requests, or both.
 * Left out, `to` is now, `from` 30 days before it, and `source` is `hitl`.
 */
export const SimulatePolicy = z
  .strictObject({
    policy: HitlConfig.optional(),
    rules: z.array(CreateRule).max(mostRules).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    provider: z.string().max(100).optional(),
    model: z.string().max(300).optional(),
    source: z.enum(["hitl", "shadow", "both"]).optional(),
  })
  .refine(({ policy, rules }) => policy !== undefined || rules !== undefined, faults.fault_policy_or_rules);
export type SimulatePolicy = z.infer<typeof SimulatePolicy>;

/** A review that there was and the draft would not have opened, or the other way round. */
export const ChangedReview = z.object({
  run_id: z.string(),
  model: z.string(),
  prompt: z.string(),
  status: RunStatus,
  step: ReviewStep,
  /** Estimated, in US dollars. */
  cost_usd: z.number().nullable(),
  /** When the run was created. */
  at: z.string(),
  /** What asks: what policy looks at by its name, and a rule of the organisation by its own. */
  because: z.array(z.object({ rule: z.string(), by: z.string().optional() })),
});
export type ChangedReview = z.infer<typeof ChangedReview>;

/** A run whose outcome the draft would have changed for the worse, or not asked about. */
export const LetThrough = z.object({
  run_id: z.string(),
  model: z.string(),
  prompt: z.string(),
  status: RunStatus,
  /** What a person did at a step at which the draft would not have asked. */
  action: DecisionAction.extract(["edit", "reject"]),
  step: ReviewStep,
  message: z.string().nullable(),
  /** Estimated, in US dollars. */
  cost_usd: z.number().nullable(),
  at: z.string(),
});
export type LetThrough = z.infer<typeof LetThrough>;

export const Simulation = z.object({
  from: z.string(),
  to: z.string(),
  /** Runs of the range that were replayed: the newest 5,000 at most; `truncated` says that there are more. */
  runs: z.number().int(),
  truncated: z.boolean(),
  /** Reviews that policy opened in them, under the policies they had (shadow requests had none). */
  reviews_actual: z.number().int(),
  /** Reviews the draft would have opened, as far as the steps were measured. */
  reviews_draft: z.number().int(),
  /** Asked then, not by the draft; and the other way round. */
  reviews_saved: z.number().int(),
  reviews_added: z.number().int(),
  by_step: z.array(
    z.object({
      step: ReviewStep,
      actual: z.number().int(),
      draft: z.number().int(),
      saved: z.number().int(),
      added: z.number().int(),
    }),
  ),
  /** What of the draft asks, and in how many reviews; `by` names the rule of the organisation, where it is one. */
  by_rule: z.array(
    z.object({ step: ReviewStep, rule: z.string(), by: z.string().optional(), reviews: z.number().int() }),
  ),
  /** Which reviews the draft adds and saves: the newest, at most 100 of each. */
  changed: z.object({ added: z.array(ChangedReview), saved: z.array(ChangedReview) }),
  /** Runs that no person would have seen: then and under the draft. */
  untouched_actual: z.number().int(),
  untouched_draft: z.number().int(),
  /** How long the saved reviews stood open, in milliseconds, all together. */
  waiting_saved_ms: z.number(),
  /** Rejected and edited runs that the draft would have let through at that very step. */
  let_through: z.object({
    rejected: z.number().int(),
    edited: z.number().int(),
    /** Estimated cost of the rejected ones: money that would have been spent, in US dollars. */
    rejected_usd: z.number(),
    /** The newest, at most 100. */
    runs: z.array(LetThrough),
  }),
  /** The budgets that are on and had a call to judge, as if each had begun anew with the range. */
  budgets: z.array(SimulatedBudget),
  /** What could not be replayed, and why, in sentences; the counts are of runs. */
  not_replayed: z.array(z.object({ reason: z.string(), runs: z.number().int() })),
});
export type Simulation = z.infer<typeof Simulation>;
