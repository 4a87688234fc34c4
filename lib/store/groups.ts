import type { Assignment, Escalation, GroupCondition } from "@/lib/contracts/groups";
import { printJson } from "@/lib/contracts/json-text";
import type { PageQuery } from "@/lib/contracts/people";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Page } from "@/lib/contracts/run";
import type { RunEvent } from "@/lib/core/events";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "./connection/client";
import { Conflict } from "./connection/conflict";
import { fromColumn, toColumn } from "./connection/json-column";
import type { Row, Rows } from "./connection/rows";
import { oldestPage, pageOf } from "./page";
import { readState, stateColumns } from "./runs/read-state";

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

export type GroupRow = Row<"ReviewerGroup">;

/** A row as what it decides. */
export function groupOf({ id, name, condition, members, assignment, turn, ...row }: GroupRow): ReviewerGroup {
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

/** A group by its id, or null. */
export function groupById(tx: Transaction, id: string): Promise<GroupRow | null> {
  return tx.reviewerGroup.findUnique({ where: { id } });
}

/** Whether there is a group of this id. */
export async function isGroup(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.reviewerGroup.count({ where: { id } })) > 0;
}

/** How many groups there are. */
export function countGroups(tx: Transaction): Promise<number> {
  return tx.reviewerGroup.count();
}

/** The groups, the oldest first. @throws CodedError `validation_error` for a foreign cursor */
export async function groupsPage(tx: Transaction, query: PageQuery): Promise<Page<GroupRow>> {
  return pageOf(await tx.reviewerGroup.findMany(oldestPage(query)), query.limit);
}

/** What an admin says of a group. */
type Said = Pick<ReviewerGroup, "name" | "when" | "members" | "escalate" | "assignment">;

function escalation(escalate: Escalation | null) {
  return { escalateAfter: escalate?.after_seconds ?? null, escalateTo: escalate?.to ?? null };
}

/** Adds a group. @throws an error that `isUniqueViolation` knows, where the name is taken */
export function insertGroup(
  tx: Transaction,
  id: string,
  { name, when, members, escalate, assignment }: Said,
  now: Date,
): Promise<GroupRow> {
  const json = { condition: toColumn(when), members: toColumn(members) };
  return tx.reviewerGroup.create({
    data: { id, name, ...json, ...escalation(escalate), assignment, createdAt: now, updatedAt: now },
  });
}

/** Changes parts of a group that is there; what is undefined stays. @throws as `insertGroup` */
export function updateGroup(
  tx: Transaction,
  id: string,
  { name, when, members, escalate, assignment }: Partial<Said>,
  now: Date,
): Promise<GroupRow> {
  const json = { condition: when && toColumn(when), members: members && toColumn(members) };
  const next = escalate !== undefined ? escalation(escalate) : {};
  return tx.reviewerGroup.update({
    where: { id },
    data: { name, ...json, ...next, assignment, updatedAt: now },
  });
}

/** Takes a group away: nothing goes to it from others any more. */
export async function removeGroup(tx: Transaction, id: string): Promise<void> {
  await tx.reviewerGroup.deleteMany({ where: { id } });
  await tx.reviewerGroup.updateMany({ where: { escalateTo: id }, data: escalation(null) });
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
    const took = () => new Conflict(run_id, version);
    await rows.change("ReviewerGroup", { id: group.id, turn: after }, { turn: member }, took);
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
 * @throws Unreadable where one of them cannot be read here: it may want the group
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
    const rows = await tx.run.findMany({ where: { id: { in: ids } }, select: stateColumns });
    for (const { rules = [] } of rows.map(readState))
      for (const rule of rules) {
        if (!rule.demand.approvals?.groups?.includes(groupId)) continue;
        const key = printJson(rule);
        found.set(key, { rule, runs: (found.get(key)?.runs ?? 0) + 1 });
      }
  }
  return [...found.values()];
}
