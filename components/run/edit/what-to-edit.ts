import type { Draft } from "@/components/hooks/use-draft";
import type { Run } from "@/lib/contracts/run";

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
