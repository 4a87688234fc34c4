import type { Issue, TraceEntry } from "@/lib/contracts/parts";
import type { ReviewStep } from "@/lib/contracts/words";
import type { CheckedPayload, RequestFindings } from "./commands";
import type { Measurement } from "./policy";

/** How many of these issues are errors: each asks for a person under every policy. */
export function errorsIn(issues: readonly Pick<Issue, "severity">[]): number {
  return issues.filter((issue) => issue.severity === "error").length;
}

/** What policy looks at in a request as it came or was edited. */
export function measuredRequest({ confidence, safety_flags }: RequestFindings): Measurement {
  return { step: "information_review", confidence, safety_flags };
}

/** What policy looks at in a payload that was built or edited. */
export function measuredPayload({ changes, cost, issues }: CheckedPayload): Measurement {
  return { step: "payload_review", changes, cost, error_issues: errorsIn(issues) };
}

/** What policy looks at in an answer. */
export function measuredAnswer({ quality, issues }: { quality: number; issues: Issue[] }): Measurement {
  return { step: "response_review", quality, error_issues: errorsIn(issues) };
}

/** The first step at which a rule asks for a person; null when none does. */
export function firstAsked(trace: readonly TraceEntry[]): ReviewStep | null {
  return trace.find(({ asks }) => asks)?.step ?? null;
}
