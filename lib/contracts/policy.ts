import { z } from "zod";
import { OnTimeout, PolicyName, ReviewStep, SafetyFlag } from "./words";

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

/** The policy a run lives under: every default filled in, stored with the run and never changed. */
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
});
export type EffectivePolicy = z.infer<typeof EffectivePolicy>;
