import type { Run, RunSummary } from "@/lib/contracts/run";

/** True when a run has a place in the inbox: it waits, or the decision about it can still be taken back. */
export function hasPlace(run: Pick<Run, "status" | "undo_until">): boolean {
  return run.status === "awaiting_human" || run.undo_until !== null;
}

/** A row after its run answered; null when it has left the inbox. */
export function rowAfter(row: RunSummary, run: Run): RunSummary | null {
  if (!hasPlace(run)) return null;
  return {
    ...row,
    status: run.status,
    current_step: run.current_step,
    version: run.version,
    message: run.message,
    said: run.said,
    held_back_by: run.held_back_by,
    prompt: run.prompt,
    estimated_cost: run.estimated_cost,
    claimed_by: run.claimed_by,
    claimed_until: run.claimed_until,
    claim_offered_by: run.claim_offered_by,
    // A held row keeps the time it was due, so that it keeps its place.
    expires_at: run.expires_at ?? row.expires_at,
    approval_token: run.approval_token,
    approvals: run.approvals,
    break_glass: run.break_glass,
    actions_required: run.actions_required,
    undo_until: run.undo_until,
    held_decision: run.held_decision,
  };
}
