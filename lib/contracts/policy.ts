import { z } from "zod";
import { OnTimeout, PolicyName, PolicyStep, ReviewStep, SafetyFlag } from "./words";

export const ReviewThresholds = z.strictObject({
  confidence_min: z.number().min(0).max(1).optional(),
  payload_changes_max: z.number().int().min(0).optional(),
  response_quality_min: z.number().min(0).max(1).optional(),
  cost_max_usd: z.number().min(0).optional(),
  safety_flags: z.array(SafetyFlag).max(20).optional(),
});
export type ReviewThresholds = z.infer<typeof ReviewThresholds>;

/** What a client may say about review when it creates a run. */
export const HitlConfig = z.strictObject({
  policy: PolicyName.optional(),
  review_thresholds: ReviewThresholds.optional(),
  allowed_steps: z.array(ReviewStep).max(20).optional(),
  timeout_seconds: z
    .number()
    .int()
    .min(1)
    .max(30 * 24 * 3600)
    .optional(),
  on_timeout: OnTimeout.optional(),
});
export type HitlConfig = z.infer<typeof HitlConfig>;

/** How many must approve, and who of them counts: of each list of groups, by their ids, one must be among them. */
export const NeededApprovals = z.object({
  count: z.number().int(),
  groups: z.array(z.array(z.string())),
  not_requester: z.boolean(),
  not_editor: z.boolean(),
});
export type NeededApprovals = z.infer<typeof NeededApprovals>;

/** The policy a run lives under: every default filled in, as the organisation's rules tightened it. */
export const EffectivePolicy = z.object({
  policy: PolicyName,
  review_thresholds: z.object({
    confidence_min: z.number(),
    payload_changes_max: z.number(),
    response_quality_min: z.number(),
    cost_max_usd: z.number().nullable(),
    safety_flags: z.array(SafetyFlag),
  }),
  allowed_steps: z.array(ReviewStep),
  timeout_seconds: z.number(),
  on_timeout: OnTimeout,
  /** How each step is asked about, where rules tightened that; it counts before `policy` and `allowed_steps`. */
  by_step: z.record(PolicyStep, PolicyName).optional(),
  /** Absent where no rule demands any. */
  approvals: NeededApprovals.optional(),
});
export type EffectivePolicy = z.infer<typeof EffectivePolicy>;
