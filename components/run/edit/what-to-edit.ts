import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";
import { rowsOf } from "../payload/rows-of";

/** The field an edit begins in: the first with an issue, else the first that differs from the example, else the first. */
export function firstToEdit(run: Run, payload: JsonObject): string {
  const rows = rowsOf(run.input_schema, run.example_payload, payload);
  const faulty = new Set(
    run.validation_issues.flatMap(({ severity, field }) => (severity === "error" ? [field] : [])),
  );
  const first =
    rows.find(({ spec }) => faulty.has(spec.key)) ?? rows.find(({ state }) => state !== "same") ?? rows[0];
  return first?.spec.key ?? "";
}

/** What is still wrong with an edit in hand: what was found in a value that was replaced says nothing of the new one. */
export function openIssues(
  run: Pick<Run, "validation_issues" | "suggested_payload">,
  draft: Pick<Draft, "payload"> | null,
): Issue[] {
  const edited = draft?.payload;
  if (edited === undefined) return run.validation_issues;
  const before = asObject(run.suggested_payload);
  return run.validation_issues.filter(({ field }) => sameJson(before[field], edited[field]));
}

export type Subject = "request" | "payload" | "answer";

/** What an edit changes at the step where the run waits. */
export function whatToEdit(run: Run): Subject {
  if (run.current_step === "information_review") return "request";
  return run.current_step === "response_review" ? "answer" : "payload";
}

/** What a draft is an edit of, wherever the run is now. */
export function subjectOf(draft: Draft): Subject {
  if (draft.payload !== undefined) return "payload";
  return draft.response !== undefined ? "answer" : "request";
}

/**
 * How a draft stands to what is asked now: it answers it, the question changed but the draft can be put on top of it,
 * or the run has moved past what was edited.
 */
export function standingOf(run: Run, draft: Draft): "current" | "stale" | "past" {
  if (draft.approvalToken === run.approval_token) return "current";
  const editable = run.status === "awaiting_human" && run.actions_required.includes("edit");
  return editable && subjectOf(draft) === whatToEdit(run) ? "stale" : "past";
}
