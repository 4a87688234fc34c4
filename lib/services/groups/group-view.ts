import type { Group } from "@/lib/contracts/groups";
import type { Actor } from "@/lib/contracts/parts";
import type { Absence } from "@/lib/contracts/people";
import { said } from "@/lib/contracts/sentences";
import { digestOf } from "@/lib/core/digest";
import { refusal } from "@/lib/core/errors";
import { type Absences, seated } from "@/lib/core/groups/seats";
import type { Transaction } from "@/lib/store/connection/client";
import { type GroupRow, groupOf } from "@/lib/store/groups";
import { absencesAt, absencesOf, actorsNamed } from "@/lib/store/people";

/** Names a group as it is, so that nobody changes another one than they saw. */
function versionOf(row: GroupRow): string {
  const { name, when, members, escalate, assignment } = groupOf(row);
  return digestOf({ name, when, members, escalate, assignment });
}

/**
 * Sees to it that a group still is as it was seen.
 * @param version as the reader has it; left out, any will do
 * @throws CodedError `conflict`
 */
export function demandUnchanged(row: GroupRow, version: string | undefined): void {
  if (version !== undefined && version !== versionOf(row))
    throw refusal("conflict", said("group_overtaken", { name: row.name }));
}

/** Groups as the wire shows them, with who has a seat now and who is away. */
export async function groupViews(tx: Transaction, rows: readonly GroupRow[], now: Date): Promise<Group[]> {
  const groups = rows.map(groupOf);
  const absences = await absencesAt(tx, now);
  const away = await absencesOf(
    tx,
    groups.flatMap(({ members }) => members),
    now,
  );
  const standIns = [...away.values()].flatMap(({ stand_in }) => stand_in ?? []);
  const ids = groups.flatMap((group) => [...group.members, ...seated(group, absences)]);
  const actorOf = await actorsNamed(tx, [...ids, ...standIns]);
  return rows.map((row) => viewOf(row, absences, away, actorOf));
}

/** One group as the wire shows it. */
export async function groupView(tx: Transaction, row: GroupRow, now: Date): Promise<Group> {
  const [view] = await groupViews(tx, [row], now);
  if (!view) throw new Error("A row has a view");
  return view;
}

function viewOf(
  row: GroupRow,
  absences: Absences,
  away: ReadonlyMap<string, Absence>,
  actorOf: (id: string) => Actor,
): Group {
  const { id, name, when, members, escalate, assignment } = groupOf(row);
  return {
    id,
    name,
    when,
    members: members.map(actorOf),
    seated: [...seated({ members }, absences)].map(actorOf),
    away: members.flatMap((member) => {
      const absence = away.get(member);
      if (!absence) return [];
      const { until, stand_in } = absence;
      return [{ person: actorOf(member), until, stand_in: stand_in === null ? null : actorOf(stand_in) }];
    }),
    escalate,
    assignment,
    version: versionOf(row),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
