import { z } from "zod";
import { thresholds, wrongThreshold } from "@/components/rules/thresholds";
import { isEmpty, numberOf } from "@/components/rules/typed-number";
import type { HitlConfig } from "@/lib/contracts/policy";
import { CreateRule } from "@/lib/contracts/rules";
import { SimulatePolicy } from "@/lib/contracts/simulate";
import { PolicyName, ReviewStep, SafetyFlag } from "@/lib/contracts/words";

/** How many days back a replay may look. */
export const ranges: readonly number[] = [7, 30, 90, 365];

/** A rule of the draft; its id is this draft's own, or the stored rule's that it was taken from. */
const LabRule = CreateRule.extend({ id: z.string() });
export type LabRule = z.infer<typeof LabRule>;

/** What is drafted: a policy that every run would have asked for, or the organisation's rules. */
export const Drafted = z.enum(["policy", "rules"]);

/** The draft as it is typed: figures are texts until they are sent. A field that cannot be read is the usual one. */
export const LabForm = z.object({
  drafted: Drafted.catch("policy"),
  /** As they are read, without those that cannot be read any more; null until the organisation's are taken over. */
  rules: z
    .array(LabRule.nullable().catch(null))
    .transform((rules) => rules.filter((rule) => rule !== null))
    .nullable()
    .catch(null),
  policy: PolicyName.catch("auto_with_thresholds"),
  confidence_min: z.string().catch("0.9"),
  payload_changes_max: z.string().catch("5"),
  response_quality_min: z.string().catch("0.7"),
  cost_max_usd: z.string().catch(""),
  safety_flags: z.array(SafetyFlag).catch(["pii", "nsfw", "copyright"]),
  allowed_steps: z.array(ReviewStep).catch([]),
  days: z
    .number()
    .refine((days) => ranges.includes(days))
    .catch(30),
  source: SimulatePolicy.shape.source.unwrap().catch("hitl"),
  provider: z.string().nullable().catch(null),
  model: z.string().nullable().catch(null),
});
export type LabForm = z.infer<typeof LabForm>;

export const emptyForm: LabForm = LabForm.parse({});

/** The policy on the wire; null while something in it is wrong. */
export function policyOf(form: LabForm): HitlConfig | null {
  const steps = form.allowed_steps.length === 0 ? {} : { allowed_steps: form.allowed_steps };
  if (form.policy === "auto") return { policy: "auto" };
  if (form.policy === "require_human") return { policy: "require_human", ...steps };
  if (thresholds.some((name) => wrongThreshold(name, form[name]) !== null)) return null;
  const given = thresholds.filter((name) => !isEmpty(form[name]));
  return {
    policy: "auto_with_thresholds",
    review_thresholds: {
      ...Object.fromEntries(given.map((name) => [name, numberOf(form[name])])),
      safety_flags: form.safety_flags,
    },
    ...steps,
  };
}

function draftOf(form: LabForm): Pick<SimulatePolicy, "policy" | "rules"> | null {
  if (form.drafted === "rules") return form.rules && { rules: form.rules.map(({ id: _, ...rule }) => rule) };
  const policy = policyOf(form);
  return policy && { policy };
}

/** The body of a replay; null while something in it is wrong. */
export function bodyOf(form: LabForm, now: number): SimulatePolicy | null {
  const draft = draftOf(form);
  if (draft === null) return null;
  return {
    ...draft,
    from: new Date(now - form.days * 24 * 3600_000).toISOString(),
    to: new Date(now).toISOString(),
    source: form.source,
    ...(form.provider === null ? {} : { provider: form.provider }),
    ...(form.model === null ? {} : { model: form.model }),
  };
}

/** A draft that was kept; what cannot be read is the empty one. */
export function formOf(stored: string | null): LabForm {
  if (stored === null) return emptyForm;
  try {
    return LabForm.safeParse(JSON.parse(stored)).data ?? emptyForm;
  } catch {
    return emptyForm;
  }
}
