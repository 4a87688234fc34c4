import { z } from "zod";
import { ReviewThresholds } from "./policy";
import { OnTimeout, PolicyName, PolicyStep, ReviewStep, Role } from "./words";

/** A text in which `*` stands for any characters; case does not count. */
const Pattern = z.string().min(1).max(300);

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
  /** The way the request came in: `hitl`, or `legacy` for the older endpoint. */
  path: Pattern.optional(),
  /** A cost that is not known counts as over. */
  cost_over_usd: z.number().min(0).optional(),
  metadata: z.record(z.string().min(1).max(300), z.union([Pattern, z.number(), z.boolean()])).optional(),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const Approvals = z.strictObject({
  count: z.number().int().min(1).max(20),
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
    allowed_steps: z
      .array(ReviewStep)
      .max(20)
      .refine(asked, `must name a step at which policy asks: ${PolicyStep.options.join(", ")}`)
      .optional(),
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
  .refine((demand) => Object.values(demand).some((value) => value !== undefined), "must demand something")
  .refine(
    ({ skip, ...rest }) => !skip || Object.values(rest).every((value) => value === undefined),
    "skip is an exception and demands nothing beside it",
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
