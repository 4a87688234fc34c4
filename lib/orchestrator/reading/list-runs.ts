import { z } from "zod";
import type { ListRuns } from "@/lib/contracts/list-runs";
import type { Page, RunSummary } from "@/lib/contracts/run";
import type { Severity } from "@/lib/contracts/words";
import { asksGroups } from "@/lib/core/duties";
import { fold } from "@/lib/core/fold";
import { hasRole, type Principal } from "@/lib/core/principal";
import { rulesThatAsk } from "@/lib/core/similarity";
import type { RunState } from "@/lib/core/state";
import type { Prisma } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import { readCursor, writeCursor } from "@/lib/store/runs/cursor";
import { holding } from "@/lib/store/runs/search-text";
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

/** A place means something in its own order only. */
const placeBy = (sort: ListRuns["sort"]) => z.tuple([z.literal(sort), z.iso.datetime(), z.string()]);

const columns = { created_at: "createdAt", "-created_at": "createdAt", expires_at: "expiresAt" } as const;

function after(query: ListRuns): Prisma.RunWhereInput {
  if (!query.cursor) return {};
  const [, at, id] = readCursor(placeBy(query.sort), query.cursor);
  const side = query.sort.startsWith("-") ? "lt" : "gt";
  const column = columns[query.sort];
  const there = new Date(at);
  return {
    // Says again what the alternative says, in a form that lets the index begin there.
    [column]: { [`${side}e`]: there },
    OR: [{ [column]: { [side]: there } }, { [column]: there, id: { [side]: id } }],
  };
}

function search(text: string | undefined): Prisma.RunWhereInput {
  const words = text?.trim();
  if (!words) return {};
  // A whole id is looked up; as one text among others it would have all of them read.
  const id = fold(words);
  return /^run_[0-9a-z]{20}$/.test(id) ? { id } : holding(words);
}

function filterOf(query: ListRuns, principal: Principal, now: Date): Prisma.RunWhereInput {
  const created = {
    ...(query.created_after ? { gt: new Date(query.created_after) } : {}),
    ...(query.created_before ? { lt: new Date(query.created_before) } : {}),
  };
  return {
    AND: [after(query), search(query.q), query.created_by ? { ownerId: query.created_by } : {}],
    ...(query.status ? { status: query.status } : {}),
    ...(query.step ? { step: query.step } : {}),
    ...(query.provider ? { provider: query.provider } : {}),
    ...(query.model ? { model: query.model } : {}),
    ...(query.operation_type ? { operationType: query.operation_type } : {}),
    ...(query.user_id ? { userId: query.user_id } : {}),
    ...(query.user_email ? { userEmail: query.user_email } : {}),
    ...(query.agent_email ? { agentEmail: query.agent_email } : {}),
    ...(query.session_id ? { sessionId: query.session_id } : {}),
    ...(query.message_type ? { messageType: query.message_type } : {}),
    ...(query.log_id ? { logId: query.log_id } : {}),
    ...(query.ids ? { id: { in: query.ids.split(",").slice(0, 200) } } : {}),
    ...(query.break_glass ? { glassBroken: true } : {}),
    ...(query.claimed_by ? { claimedById: query.claimed_by, claimedUntil: { gt: now } } : {}),
    ...(Object.keys(created).length > 0 ? { createdAt: created } : {}),
    // Sorted by due time, a list holds what is due: runs that wait for nobody have no place in it.
    ...(query.sort === "expires_at" ? { expiresAt: { not: null } } : {}),
    ...(hasRole(principal, "reviewer") ? {} : { ownerId: principal.id }),
  };
}

function countOf({ issues }: RunState, severity: Severity): number {
  return issues.filter((issue) => issue.severity === severity).length;
}

function lastDecisionOf({ decisions }: RunState): RunSummary["last_decision"] {
  const last = decisions.findLast(({ undone }) => !undone);
  return last ? { action: last.action, step: last.step, actor: last.actor, at: last.at } : null;
}

/**
 * Runs the principal may see, by keyset pages.
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function listRuns(
  context: Context,
  principal: Principal,
  query: ListRuns,
): Promise<Page<RunSummary>> {
  const direction = query.sort.startsWith("-") ? "desc" : "asc";
  const now = context.clock();
  const rows = await context.db.prisma.run.findMany({
    where: filterOf(query, principal, now),
    orderBy: [{ [columns[query.sort]]: direction }, { id: direction }],
    take: query.limit + 1,
    omit: { description: true },
    include: {
      artifacts: { where: { kind: "image" }, orderBy: [{ attempt: "desc" }, { index: "asc" }], take: 1 },
    },
  });
  const page = rows.slice(0, query.limit).map((row) => ({ row, state: fromColumn<RunState>(row.state) }));
  const last = page.at(-1)?.row;
  // Whoever is not told who is at a run does not find it by them either.
  const shown = query.claimed_by
    ? page.filter(({ row, state }) => claimView(principal, row, state, now).claimed_by)
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
  return {
    data: shown.map(({ row, state }) => {
      const [image] = row.artifacts;
      return {
        run_id: row.id,
        status: row.status,
        current_step: row.step,
        version: row.version,
        provider: row.provider,
        model: row.model,
        operation_type: state.operation_type,
        prompt: row.prompt,
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
    }),
    next_cursor:
      last && rows.length > query.limit
        ? writeCursor([query.sort, (last[columns[query.sort]] ?? last.createdAt).toISOString(), last.id])
        : null,
  };
}
