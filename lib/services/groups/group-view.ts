import type { Group } from "@/lib/contracts/groups";
import type { Actor } from "@/lib/contracts/parts";
import { type Absences, seated } from "@/lib/core/groups/seats";
import type { Transaction } from "@/lib/store/client";
import { absencesAt, groupOf } from "@/lib/store/groups";

type Row = Awaited<ReturnType<Transaction["reviewerGroup"]["findMany"]>>[number];

/** People and keys by their ids; who is not there any more is named by the id. */
async function actorsOf(tx: Transaction, ids: readonly string[]): Promise<(id: string) => Actor> {
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, name: true } as const;
  const [people, keys] = await Promise.all([
    tx.user.findMany({ where, select }),
    tx.apiKey.findMany({ where, select }),
  ]);
  const known = new Map<string, Actor>([
    ...keys.map(({ id, name }) => [id, { kind: "api_key", id, name: name ?? id }] as const),
    ...people.map(({ id, name }) => [id, { kind: "user", id, name }] as const),
  ]);
  return (id) => known.get(id) ?? { kind: "user", id, name: id };
}

/** Groups as the wire shows them, with who has a seat now. */
export async function groupViews(tx: Transaction, rows: readonly Row[], now: Date): Promise<Group[]> {
  const absences = await absencesAt(tx, now);
  const groups = rows.map(groupOf);
  const ids = groups.flatMap((group) => [...group.members, ...seated(group, absences)]);
  const actorOf = await actorsOf(tx, ids);
  return rows.map((row) => viewOf(row, absences, actorOf));
}

/** One group as the wire shows it. */
export async function groupView(tx: Transaction, row: Row, now: Date): Promise<Group> {
  const absences = await absencesAt(tx, now);
  const group = groupOf(row);
  return viewOf(row, absences, await actorsOf(tx, [...group.members, ...seated(group, absences)]));
}

function viewOf(row: Row, absences: Absences, actorOf: (id: string) => Actor): Group {
  const { id, name, when, members, escalate } = groupOf(row);
  return {
    id,
    name,
    when,
    members: members.map(actorOf),
    seated: [...seated({ members }, absences)].map(actorOf),
    escalate,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
