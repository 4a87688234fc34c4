import { z } from "zod";
import { TriedBudget } from "./budgets";
import { CreateRun } from "./create-run";
import { Actor, Cost, Pattern, TraceEntry } from "./parts";
import { EffectivePolicy, ReviewThresholds } from "./policy";
import { faults } from "./sentences/refusals";
import { OnTimeout, PolicyName, PolicyStep, ReviewStep, Role, RunPath } from "./words";

/** So many rules there may be: every request reads them all. */
export const mostRules = 200;

/** The highest `order`. */
export const mostOrder = 1_000_000;

/** Which requests a rule is for: all that is named must hold; nothing named is every request. */
export const RuleCondition = z.strictObject({
  provider: Pattern.optional(),
  /** `owner/name`, or with its provider `provider:owner/name`. */
  model: Pattern.optional(),
  operation_type: Pattern.optional(),
  /** Of whoever asks. */
  role: Role.optional(),
  key_id: Pattern.optional(),
  /** The person who is signed in, or whom the request names. */
  user_id: Pattern.optional(),
  /** The path that the request takes by itself: `hitl`, or `legacy` for a one-shot one. */
  path: Pattern.optional(),
  /** A cost that is not known counts as over. */
  cost_over_usd: z.number().min(0).optional(),
  metadata: z.record(z.string().min(1).max(300), z.union([Pattern, z.number(), z.boolean()])).optional(),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const Approvals = z.strictObject({
  count: z.number().int().min(1).max(20),
  /** Ids of groups: somebody of one of them must be among those who approve. */
  groups: z.array(z.string().min(1).max(300)).min(1).max(20).optional(),
  not_requester: z.boolean().optional(),
  not_editor: z.boolean().optional(),
});

const asked = (steps: readonly ReviewStep[]) =>
  steps.some((step) => PolicyStep.options.some((one) => one === step));

/** The least that a request must accept; `skip` is an exception: no rule after it is read. */
export const RuleDemand = z
  .strictObject({
    policy: PolicyName.optional(),
    allowed_steps: z.array(ReviewStep).max(20).refine(asked, faults.fault_no_policy_step).optional(),
    review_thresholds: ReviewThresholds.optional(),
    timeout_seconds_max: z
      .number()
      .int()
      .min(1)
      .max(30 * 24 * 3600)
      .optional(),
    on_timeout: z.array(OnTimeout).min(1).max(20).optional(),
    approvals: Approvals.optional(),
    skip: z.literal(true).optional(),
  })
  .refine(
    (demand) => Object.values(demand).some((value) => value !== undefined),
    faults.fault_demands_nothing,
  )
  .refine(
    ({ skip, ...rest }) => !skip || Object.values(rest).every((value) => value === undefined),
    faults.fault_skip_alone,
  );
export type RuleDemand = z.infer<typeof RuleDemand>;

/** A rule as a run keeps it. */
export const FrozenRule = z.object({
  id: z.string(),
  name: z.string(),
  when: RuleCondition,
  demand: RuleDemand,
});
export type FrozenRule = z.infer<typeof FrozenRule>;

const ruleFields = {
  name: z.string().trim().min(1).max(200),
  /** Rules that are switched off are not read. */
  enabled: z.boolean(),
  /** Rules are read from the lowest on; of equal ones the newest first. */
  order: z.number().int().min(0).max(mostOrder),
  when: RuleCondition,
  demand: RuleDemand,
};

/** `POST /api/hitl/policies`. Left out, `when` is every request, `order` 100, and the rule is switched on. */
export const CreateRule = z.strictObject({
  ...ruleFields,
  enabled: ruleFields.enabled.default(true),
  order: ruleFields.order.default(100),
  when: RuleCondition.default({}),
});
export type CreateRule = z.infer<typeof CreateRule>;

/** Names the text of a rule: a change that names another than the present one is refused. */
const version = z.string().max(100);

/**
 * `PATCH /api/hitl/policies/{id}`; `when` and `demand` are replaced whole. With `version`, 409 `conflict` when somebody
 * changed the rule meanwhile.
 */
export const ChangeRule = z.strictObject({ ...ruleFields, version }).partial();
export type ChangeRule = z.infer<typeof ChangeRule>;

/** `DELETE /api/hitl/policies/{id}`. With `version`, 409 `conflict` when somebody changed the rule meanwhile. */
export const DeleteRule = z.strictObject({ version }).partial();
export type DeleteRule = z.infer<typeof DeleteRule>;

/**
 * `POST /api/hitl/policies/{id}/move`: puts a rule right before another one, or with null behind all of them. The
 * others keep their order among themselves; 409 `conflict` when the other one is gone.
 */
export const MoveRule = z.strictObject({ before: z.string().max(100).nullable() });
export type MoveRule = z.infer<typeof MoveRule>;

/** A rule of the organisation. */
export const Rule = z.object({
  id: z.string(),
  ...ruleFields,
  /** Runs of the last 30 days of which it demanded something. */
  caught: z.number().int(),
  version,
  created_at: z.string(),
  updated_at: z.string(),
});
export type Rule = z.infer<typeof Rule>;

/** `POST /api/hitl/policies/try` (admins): what the rules would make of a request. Nothing is called and nothing stored. */
export const TryRules = z.strictObject({
  run: CreateRun,
  /** Who would ask; left out, you do. */
  as: z
    .strictObject({
      role: Role,
      /** The key that would ask. */
      key_id: z.string().min(1).max(300).optional(),
      /** The person who would be signed in. */
      user_id: z.string().min(1).max(300).optional(),
      /** `legacy` for a one-shot request. */
      path: RunPath.optional(),
    })
    .optional(),
  /** Tried in place of those that are stored, in their own order. */
  rules: z.array(CreateRule).max(mostRules).optional(),
});
export type TryRules = z.infer<typeof TryRules>;

/** What a rule came to when it was read for a request. */
export const RuleReading = FrozenRule.extend({
  /** `excepts`: it is an exception that holds, and no rule after it is read. */
  outcome: z.enum(["demands", "excepts", "unmet", "not_read"]),
  /** The conditions that do not hold, where that is why it demands nothing. */
  unmet: z.array(RuleCondition.keyof()),
});
export type RuleReading = z.infer<typeof RuleReading>;

export const TriedRules = z.object({
  /** What the request asks for, and what it would live under. */
  requested: EffectivePolicy,
  policy: EffectivePolicy,
  /** Those that may concern whoever asks, as they are read; `applies` where one demands something of this request. */
  rules: z.array(FrozenRule.extend({ applies: z.boolean() })),
  /** Every rule that is switched on, as they are read, and what came of it. */
  readings: z.array(RuleReading),
  policy_trace: z.array(TraceEntry),
  estimated_cost: Cost.nullable(),
  /** The budgets that the call would be under. */
  budgets: z.array(TriedBudget),
  would_pause_at: ReviewStep.nullable(),
  /** The path it would take. */
  path: RunPath,
  /** Who may decide where it stops: people and keys, at most 100 of each. */
  may_decide: z.array(Actor),
});
export type TriedRules = z.infer<typeof TriedRules>;
