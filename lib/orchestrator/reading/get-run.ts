import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Actor, HistoryEntry, Output, RunFailure } from "@/lib/contracts/parts";
import type { AttemptView, Run } from "@/lib/contracts/run";
import { OutputKind } from "@/lib/contracts/words";
import { between } from "@/lib/core/evolve";
import { withoutInlineFiles } from "@/lib/core/inline-files";
import { hasRole, type Principal } from "@/lib/core/principal";
import { applyingTo } from "@/lib/core/rules/gate";
import type { RunState } from "@/lib/core/state";
import { wentOn } from "@/lib/core/went-on";
import { shownInputSchema } from "@/lib/providers/payload/shown-schema";
import { fromColumn } from "@/lib/store/connection/json-column";
import { readRows } from "@/lib/store/connection/rows";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import { heldBackView } from "../calls/hold-back";
import type { Context } from "../context";
import { holdsStillOn } from "../holds/wait-of-hold";
import { answerOfQuestion } from "../questions/answer-of-question";
import { costImpactOf, diffFromExample } from "../requests/build";
import { KeptRequest } from "../requests/request";
import { providerOf, storedModel } from "../requests/stored-model";
import { shownOf } from "../webhooks/locked-address";
import { approvalsIn, isGlassBroken } from "./approvals-view";
import { budgetsOfRun } from "./budgets-of-run";
import { claimView } from "./claim-view";
import { attemptOutputUrl, namesOutput, outputUrl } from "./output-address";
import { demandSight, maySeeAnswer } from "./see";
import { decisionTo } from "./told";
import { undoView } from "./undo-view";

/** Log entries that make up the history; progress and revisions are in the events. */
const historyTypes = [
  "run_created",
  "step_started",
  "awaiting_human",
  "approval",
  "approval_undone",
  "decision",
  "decision_undone",
  "decision_carried_out",
  "step_completed",
  "attempt_started",
  "attempt_finished",
  "run_completed",
  "run_failed",
  "run_cancelled",
  "run_expired",
  "erased",
];

async function loadParts(context: Context, { state }: StoredRun) {
  const rows = readRows(context.db.prisma);
  const runId = state.run_id;
  const [events, attempts, artifacts, [payload], [response]] = await Promise.all([
    rows.pick("RunEvent", { runId, type: historyTypes }, [
      "seq",
      "type",
      "step",
      "status",
      "at",
      "actor",
      "message",
    ]),
    rows.find("Attempt", { runId }),
    rows.find("Artifact", { runId }),
    state.payload ? rows.find("PayloadRevision", { runId, number: state.payload.revision }) : [],
    state.response ? rows.find("ResponseRevision", { runId, number: state.response.revision }) : [],
  ]);
  return {
    events: events.sort((a, b) => a.seq - b.seq),
    attempts: attempts.sort((a, b) => a.number - b.number),
    artifacts: artifacts.sort((a, b) => a.attempt - b.attempt || a.index - b.index),
    payload,
    response,
  };
}

type Parts = Awaited<ReturnType<typeof loadParts>>;

function historyOf(events: Parts["events"]): HistoryEntry[] {
  return events.map(({ step, status, at, actor, message }) => ({
    step,
    status,
    at: at.toISOString(),
    actor: fromColumn<Actor>(actor),
    message,
  }));
}

function decisionsOf({ decisions }: RunState, { events }: Parts, to: Principal): Run["decisions"] {
  const times = wentOn(events);
  return decisions.map((decision, index) => {
    const at = times[index];
    return { ...decisionTo(to, decision), ...(at && { went_on_at: at.toISOString() }) };
  });
}

/** @param raw whether what the model itself gave is shown, before links and tokens were taken out and people edited */
function attemptViews(run: RunState, { attempts, artifacts }: Parts, raw: boolean): AttemptView[] {
  return attempts.map((row) => ({
    number: row.number,
    state: row.state,
    outcome: outcomeOf(row.outcome),
    payload_revision: row.revision,
    payload_digest: row.digest,
    provider_id: row.providerId,
    progress: run.attempt?.number === row.number ? run.attempt.progress : null,
    started_at: row.preparedAt.toISOString(),
    finished_at: row.settledAt?.toISOString() ?? null,
    error: row.error === null ? null : fromColumn<RunFailure>(row.error),
    output: row.output === null || !raw ? null : withoutInlineFiles(fromColumn<Json>(row.output)),
    outputs: raw
      ? outputsOf(
          artifacts.filter(({ attempt }) => attempt === row.number),
          ({ index }) => attemptOutputUrl(run.run_id, row.number, index),
        )
      : [],
  }));
}

function outcomeOf(text: string | null): AttemptView["outcome"] {
  return text === "succeeded" || text === "failed" || text === "cancelled" || text === "unknown"
    ? text
    : null;
}

function outputsOf(
  artifacts: Parts["artifacts"],
  addressOf: (artifact: Parts["artifacts"][number]) => string,
): Output[] {
  return artifacts.map((artifact) => ({
    index: artifact.index,
    kind: OutputKind.parse(artifact.kind),
    content_type: artifact.contentType,
    bytes: artifact.bytes,
    url: addressOf(artifact),
  }));
}

function timingsOf(run: RunState, now: string): Run["metadata_timings"] {
  const end = run.completed_at ?? now;
  const waiting = run.review ? between(run.review.opened_at, now) : 0;
  const { attempt } = run;
  const calling =
    attempt?.submitted_at && attempt.phase !== "settled" ? between(attempt.submitted_at, end) : 0;
  return {
    total_execution_time_ms: between(run.created_at, end),
    provider_execution_time_ms: Math.round(run.provider_ms + calling),
    human_review_time_ms: run.human_ms + waiting,
    step_count: run.steps_done,
  };
}

/**
 * Which version of a run there is.
 * @throws CodedError `run_not_found`, also for a run the principal may not see
 */
export async function getVersion(
  context: Context,
  principal: Principal,
  runId: string,
): Promise<Pick<RunState, "version" | "completed_at">> {
  const stored = await loadRun(context.db.prisma, runId);
  demandSight(principal, stored, runId);
  return stored.state;
}

/**
 * A run as the wire shows it.
 * @throws CodedError `run_not_found`, also for a run the principal may not see
 */
export async function getRun(context: Context, principal: Principal, runId: string): Promise<Run> {
  const stored = await loadRun(context.db.prisma, runId);
  demandSight(principal, stored, runId);
  const parts = await loadParts(context, stored);
  if (stored.state.erased) parts.artifacts.length = 0;
  const { state } = stored;
  const now = context.clock();
  const model = storedModel(stored);
  const answered = maySeeAnswer(principal, state);
  const answer = parts.response?.content ?? "";
  const shown = (index: number) => hasRole(principal, "reviewer") || namesOutput(answer, runId, index);
  const latest = state.attempt?.number ?? 0;
  const request = KeptRequest.parse(stored.request);
  const payload = parts.payload ? parseJson(parts.payload.content) : null;
  const changes = parts.payload && !state.erased ? diffFromExample(model, payload) : [];
  const response = parts.response ? parseJson(parts.response.content) : null;
  return {
    run_id: state.run_id,
    status: state.status,
    current_step: state.step,
    version: state.version,
    provider: state.model.provider,
    model: state.model.name,
    model_version: state.model.version,
    operation_type: state.operation_type,
    prompt: state.prompt,
    attachments: state.attachments,
    metadata: request.metadata,
    question: request.question && { ...request.question, group_id: stored.sessionId },
    user_id: stored.userId,
    session_id: stored.sessionId,
    created_by: state.created_by,
    request: {
      by: state.created_by,
      user_id: stored.userId,
      user_email: request.user_email,
      agent_email: request.agent_email,
      session_id: stored.sessionId,
      message_type: request.message_type,
      log_id: request.log_id,
      document_url: request.document_url,
      webhook_url: shownOf(request.webhook_url),
    },
    created_at: state.created_at,
    updated_at: state.updated_at,
    completed_at: state.completed_at,
    erased: state.erased ?? null,
    expires_at: state.review?.expires_at ?? null,
    hitl_config: state.policy,
    policy_trace: state.trace,
    policy_rules: applyingTo(state).map(({ id, name, demand }) => ({ id, name, demands: demand })),
    message: state.message,
    ...(state.said && { said: state.said }),
    actions_required: state.review?.actions ?? [],
    approval_token: state.review?.approval_token ?? null,
    approvals: await approvalsIn(context, state, principal),
    budget: await budgetsOfRun(context, principal, stored),
    break_glass: isGlassBroken(state),
    capabilities: state.capabilities,
    input_schema: shownInputSchema(model),
    example_payload: model.exampleInput,
    suggested_payload: payload,
    payload_revision: state.payload?.revision ?? null,
    payload_digest: state.payload?.digest ?? null,
    answer_digest: answered ? (state.response?.digest ?? null) : null,
    validation_issues: state.issues,
    diff_from_example: changes,
    estimated_cost: state.cost,
    cost_impact: costImpactOf(providerOf(context, stored), model, changes),
    processed_response: answered ? response : null,
    attempts: attemptViews(state, parts, hasRole(principal, "reviewer")),
    outputs: answered
      ? outputsOf(
          parts.artifacts.filter(({ attempt, index }) => attempt === latest && shown(index)),
          ({ index }) => outputUrl(runId, index),
        )
      : [],
    result: state.model.asks_only
      ? await answerOfQuestion(context, principal, state, payload)
      : state.status === "completed"
        ? response
        : null,
    error: state.failure,
    parent_run_id: state.parent_run_id,
    held_back_by: heldBackView(state, now, await holdsStillOn(context, [state])),
    ...claimView(principal, stored, state, now),
    path: stored.path === "legacy" ? "legacy" : "hitl",
    ...undoView(state),
    decisions: decisionsOf(state, parts, principal),
    step_history: historyOf(parts.events),
    metadata_timings: timingsOf(state, now.toISOString()),
    events_url: `/api/hitl/runs/${runId}/events`,
  };
}
