import type { Run, RunSummary } from "@/lib/contracts/run";
import { makeRun } from "./run";

function lastOf(decisions: Run["decisions"]): RunSummary["last_decision"] {
  const last = decisions.findLast(({ undone }) => !undone);
  return last ? { action: last.action, step: last.step, actor: last.actor, at: last.at } : null;
}

/** The row of a run. */
export function summaryOf(run: Run, over: Partial<RunSummary> = {}): RunSummary {
  return {
    run_id: run.run_id,
    status: run.status,
    current_step: run.current_step,
    version: run.version,
    provider: run.provider,
    model: run.model,
    operation_type: run.operation_type,
    prompt: run.prompt,
    erased: run.erased !== null,
    user_id: run.user_id,
    user_email: run.request.user_email,
    agent_email: run.request.agent_email,
    session_id: run.session_id,
    message_type: run.request.message_type,
    log_id: run.request.log_id,
    created_by: run.created_by,
    created_at: run.created_at,
    updated_at: run.updated_at,
    completed_at: run.completed_at,
    waiting_since: run.status === "awaiting_human" ? run.updated_at : null,
    expires_at: run.expires_at,
    message: run.message,
    held_back_by: run.held_back_by,
    estimated_cost: run.estimated_cost,
    last_decision: lastOf(run.decisions),
    claimed_by: run.claimed_by,
    claimed_until: run.claimed_until,
    claim_offered_by: run.claim_offered_by,
    thumbnail_url: run.outputs.find((output) => output.kind === "image")?.url ?? null,
    approval_token: run.approval_token,
    approvals: run.approvals,
    break_glass: run.break_glass,
    actions_required: run.actions_required,
    reasons: run.policy_trace.filter(({ asks }) => asks).map(({ rule }) => rule),
    groups: [],
    similarity_key: null,
    error_issues: run.validation_issues.filter(({ severity }) => severity === "error").length,
    warning_issues: run.validation_issues.filter(({ severity }) => severity === "warning").length,
    undo_until: run.undo_until,
    held_decision: run.held_decision,
    path: run.path,
    ...over,
  };
}

export function makeSummary(over: Partial<RunSummary> = {}): RunSummary {
  return summaryOf(makeRun(), over);
}
