import type { ListRuns } from "@/lib/contracts/list-runs";
import type { PageOfRuns, RunSummary } from "@/lib/contracts/run";
import type { Severity } from "@/lib/contracts/words";
import { asksGroups } from "@/lib/core/duties";
import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import { rulesThatAsk } from "@/lib/core/similarity";
import type { RunState } from "@/lib/core/state";
import { absenceOf } from "@/lib/store/absence";
import { runsListed } from "@/lib/store/runs/list";
import { meet } from "@/lib/store/runs/readable";
import { searchBounds } from "@/lib/store/runs/search";
import { heldBackView } from "../calls/hold-back";
import type { Context } from "../context";
import { countedSeats, presently } from "../decisions/eligible";
import { whoseQuestions } from "../decisions/whose-question";
import { holdsStillOn } from "../holds/wait-of-hold";
import { approvalsView, isGlassBroken } from "./approvals-view";
import { claimView } from "./claim-view";
import { outputUrl } from "./output-address";
import { maySeeAnswer } from "./see";
import { undoView } from "./undo-view";

function countOf({ issues }: RunState, severity: Severity): number {
  return issues.filter((issue) => issue.severity === severity).length;
}

function lastDecisionOf({ decisions }: RunState): RunSummary["last_decision"] {
  const last = decisions.findLast(({ undone }) => !undone);
  return last ? { action: last.action, step: last.step, actor: last.actor, at: last.at } : null;
}

type Listed = Awaited<ReturnType<typeof runsListed>>["data"];

/** Rows of a list as a principal sees them. */
async function summaries(
  context: Context,
  principal: Principal,
  page: Listed,
  query: ListRuns,
  now: Date,
): Promise<RunSummary[]> {
  // Whoever is not told who is at a run does not find it by them either.
  const shown = query.claimed_by
    ? page.filter((run) => claimView(principal, run, run.state, now).claimed_by)
    : page;
  const holds = await holdsStillOn(
    context,
    shown.map(({ state }) => state),
  );
  const groupsOf = await whoseQuestions(context, principal, now);
  const seatsOf = await countedSeats(
    context,
    shown.some(({ state }) => state.review && asksGroups(state)),
  );
  const standing = await presently(
    context,
    shown.map(({ state }) => state),
  );
  return shown.map(({ state, ...row }) => {
    const [image] = state.erased ? [] : row.artifacts;
    return {
      run_id: row.id,
      status: row.status,
      current_step: row.step,
      version: row.version,
      provider: row.provider,
      model: row.model,
      operation_type: state.operation_type,
      prompt: row.prompt,
      erased: state.erased !== undefined,
      user_id: row.userId,
      user_email: row.userEmail,
      agent_email: row.agentEmail,
      session_id: row.sessionId,
      message_type: row.messageType,
      log_id: row.logId,
      created_by: state.created_by,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
      completed_at: row.completedAt?.toISOString() ?? null,
      waiting_since: row.waitingSince?.toISOString() ?? null,
      expires_at: row.expiresAt?.toISOString() ?? null,
      message: row.message,
      ...(state.said && { said: state.said }),
      held_back_by: heldBackView(state, now, holds),
      estimated_cost: state.cost,
      last_decision: lastDecisionOf(state),
      ...claimView(principal, row, state, now),
      thumbnail_url:
        image && image.attempt === state.attempt?.number && maySeeAnswer(principal, state)
          ? outputUrl(row.id, image.index)
          : null,
      approval_token: state.review?.approval_token ?? null,
      approvals: approvalsView(standing(state), principal, seatsOf),
      break_glass: isGlassBroken(state),
      actions_required: state.review?.actions ?? [],
      reasons: rulesThatAsk(state),
      groups: groupsOf(state, row.request),
      similarity_key: row.similarityKey,
      error_issues: countOf(state, "error"),
      warning_issues: countOf(state, "warning"),
      ...undoView(state),
      path: row.path === "legacy" ? ("legacy" as const) : ("hitl" as const),
    };
  });
}

/** The same of each row alone: one that holds what no release ever wrote takes no list from anybody. */
async function summariesOneByOne(...[context, principal, page, query, now]: Parameters<typeof summaries>) {
  const whole: RunSummary[] = [];
  for (const row of page) {
    try {
      whole.push(...(await summaries(context, principal, [row], query, now)));
    } catch (error) {
      if (error instanceof CodedError || absenceOf(error) !== null) throw error;
      context.log.error({ event: "run_not_readable", run_id: row.id, err: error }, "A run cannot be listed");
      meet(row.id);
    }
  }
  return whole;
}

/**
 * Runs the principal may see, by keyset pages. Those that cannot be read are left out; `verify` and health name them.
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function listRuns(
  context: Context,
  principal: Principal,
  query: ListRuns,
  bounds = searchBounds,
): Promise<PageOfRuns> {
  const now = context.clock();
  const ownerId = hasRole(principal, "reviewer") ? null : principal.id;
  const { data: page, next_cursor, newest } = await runsListed(context.db, query, ownerId, now, bounds);
  const rest = { next_cursor, ...(newest !== null && { searched_newest: newest }) };
  try {
    return { data: await summaries(context, principal, page, query, now), ...rest };
  } catch (error) {
    if (error instanceof CodedError || absenceOf(error) !== null) throw error;
    return { data: await summariesOneByOne(context, principal, page, query, now), ...rest };
  }
}
