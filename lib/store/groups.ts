import type { Assignment, Escalation, GroupCondition } from "@/lib/contracts/groups";
import { printJson } from "@/lib/contracts/json-text";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { RunEvent } from "@/lib/core/events";
import type { Absences } from "@/lib/core/groups/seats";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "./connection/client";
import { Conflict } from "./connection/conflict";
import { fromColumn } from "./connection/json-column";
import type { Rows } from "./connection/rows";

/** A group as it decides who looks at what. */
export interface ReviewerGroup {
  id: string;
  name: string;
  when: GroupCondition;
  /** Ids of people and keys. */
  members: string[];
  escalate: Escalation | null;
  assignment: Assignment;
  /** The member to whom it offered the last question. */
  turn: string | null;
}

type Row = Awaited<ReturnType<Transaction["reviewerGroup"]["findMany"]>>[number];

/** A row as what it decides. */
export function groupOf({ id, name, condition, members, assignment, turn, ...row }: Row): ReviewerGroup {
  return {
    id,
    name,
    when: fromColumn<GroupCondition>(condition),
    members: fromColumn<string[]>(members),
    escalate:
      row.escalateAfter === null || row.escalateTo === null
        ? null
        : { after_seconds: row.escalateAfter, to: row.escalateTo },
    assignment: assignment === "round_robin" ? "round_robin" : "anybody",
    turn,
  };
}

/** Every group, by name; read anew each time, so that every instance follows at once. */
export async function loadGroups(tx: Transaction): Promise<ReviewerGroup[]> {
  const rows = await tx.reviewerGroup.findMany({ orderBy: { name: "asc" } });
  return rows.map(groupOf);
}

/**
 * Moves a group's turn on with the offer that it makes: nobody is offered two in a row because two instances looked at
 * once.
 * @throws Conflict when another question took the turn meanwhile, or the group is gone
 */
export async function takeTurn(rows: Rows, { run_id, version }: RunState, events: RunEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type !== "claimed" || !event.data.offer) continue;
    const { group, after, member } = event.data.offer;
    const moved = await rows.update("ReviewerGroup", { id: group.id, turn: after }, { turn: member });
    if (moved === 0) throw new Conflict(run_id, version);
  }
}

/** The ids of all groups. */
export async function groupIds(tx: Transaction): Promise<string[]> {
  return (await tx.reviewerGroup.findMany({ select: { id: true } })).map(({ id }) => id);
}

/** Nobody else changes these groups until this transaction ends: what is read after it is what is changed. */
export async function lockGroups(tx: Transaction, ids: readonly string[]): Promise<void> {
  // In one order for all, so that no two wait for each other.
  for (const id of new Set(ids.toSorted()))
    await tx.reviewerGroup.updateMany({ where: { id }, data: { escalateAfter: { increment: 0 } } });
}

/** So many runs are read at once. */
const page = 250;

/**
 * The rules that runs keep which are not over and that want approvals of a group, each once, with how many runs do.
 * Every run that names it is read, so ask where groups change and nowhere else.
 */
export async function openRulesOf(
  tx: Transaction,
  groupId: string,
): Promise<{ rule: FrozenRule; runs: number }[]> {
  const named = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Run" WHERE "status" IN ('queued', 'running', 'awaiting_human')
    AND CAST("state" AS TEXT) LIKE ${`%"${groupId}"%`}`;
  const found = new Map<string, { rule: FrozenRule; runs: number }>();
  for (let from = 0; from < named.length; from += page) {
    const ids = named.slice(from, from + page).map(({ id }) => id);
    const rows = await tx.run.findMany({ where: { id: { in: ids } }, select: { state: true } });
    for (const { rules = [] } of rows.map(({ state }) => fromColumn<RunState>(state)))
      for (const rule of rules) {
        if (!rule.demand.approvals?.groups?.includes(groupId)) continue;
        const key = printJson(rule);
        found.set(key, { rule, runs: (found.get(key)?.runs ?? 0) + 1 });
      }
  }
  return [...found.values()];
}

/** Who is away at a time by an admin's word; whoever said it themselves is so without anybody to stand in. */
export async function grantedAbsencesAt(tx: Transaction, at: Date): Promise<Absences> {
  const rows = await tx.absence.findMany({ where: { until: { gt: at } } });
  return new Map(
    rows.map(({ personId, standInId, granted }) => [personId, granted === true ? standInId : null]),
  );
}

/** Who is away at a time. */
export async function absencesAt(tx: Transaction, at: Date): Promise<Absences> {
  const rows = await tx.absence.findMany({ where: { until: { gt: at } } });
  return new Map(rows.map(({ personId, standInId }) => [personId, standInId]));
}
