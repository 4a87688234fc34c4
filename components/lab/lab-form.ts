import type { HitlConfig } from "@/lib/contracts/policy";
import type { SimulatePolicy } from "@/lib/contracts/simulate";
import type { PolicyName, ReviewStep, SafetyFlag } from "@/lib/contracts/words";

/** The draft as it is typed: figures are texts until they are sent. */
export interface LabForm {
  policy: PolicyName;
  confidence_min: string;
  payload_changes_max: string;
  response_quality_min: string;
  cost_max_usd: string;
  safety_flags: SafetyFlag[];
  allowed_steps: ReviewStep[];
  days: number;
  source: NonNullable<SimulatePolicy["source"]>;
  provider: string | null;
  model: string | null;
}

export const emptyForm: LabForm = {
  policy: "auto_with_thresholds",
  confidence_min: "0.9",
  payload_changes_max: "5",
  response_quality_min: "0.7",
  cost_max_usd: "",
  safety_flags: ["pii", "nsfw", "copyright"],
  allowed_steps: [],
  days: 30,
  source: "hitl",
  provider: null,
  model: null,
};

export const thresholds = [
  "confidence_min",
  "payload_changes_max",
  "response_quality_min",
  "cost_max_usd",
] as const;
export type Threshold = (typeof thresholds)[number];
type Wrong = "share" | "whole" | "money";

/** What is wrong with a threshold as it is typed; null when it can be sent. An empty one takes the default. */
export function wrongIn(name: Threshold, typed: string): Wrong | null {
  if (typed.trim() === "") return null;
  const value = numberOf(typed);
  if (name === "cost_max_usd") return value >= 0 ? null : "money";
  if (name === "payload_changes_max") return Number.isInteger(value) && value >= 0 ? null : "whole";
  return value >= 0 && value <= 1 ? null : "share";
}

/** A decimal comma is a decimal point to whoever types one. */
function numberOf(typed: string): number {
  return Number(typed.trim().replace(",", "."));
}

/** The policy on the wire; null while something in it is wrong. */
export function policyOf(form: LabForm): HitlConfig | null {
  const steps = form.allowed_steps.length === 0 ? {} : { allowed_steps: form.allowed_steps };
  if (form.policy === "auto") return { policy: "auto" };
  if (form.policy === "require_human") return { policy: "require_human", ...steps };
  if (thresholds.some((name) => wrongIn(name, form[name]) !== null)) return null;
  const given = thresholds.filter((name) => form[name].trim() !== "");
  return {
    policy: "auto_with_thresholds",
    review_thresholds: {
      ...Object.fromEntries(given.map((name) => [name, numberOf(form[name])])),
      safety_flags: form.safety_flags,
    },
    ...steps,
  };
}

/** The body of a replay; null while something in it is wrong. */
export function bodyOf(form: LabForm, now: number): SimulatePolicy | null {
  const policy = policyOf(form);
  if (policy === null) return null;
  return {
    policy,
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
    const kept: unknown = JSON.parse(stored);
    return typeof kept === "object" && kept !== null ? { ...emptyForm, ...kept } : emptyForm;
  } catch {
    return emptyForm;
  }
}
