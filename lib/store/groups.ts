import type { Escalation, GroupCondition } from "@/lib/contracts/groups";
import type { Absences } from "@/lib/core/groups/seats";
import type { Transaction } from "./client";
import { fromColumn } from "./json-column";

/** A group as it decides who looks at what. */
export interface ReviewerGroup {
  id: string;
  name: string;
  when: GroupCondition;
  /** Ids of people and keys. */
  members: string[];
  escalate: Escalation | null;
}

type Row = Awaited<ReturnType<Transaction["reviewerGroup"]["findMany"]>>[number];

/** A row as what it decides. */
export function groupOf({ id, name, condition, members, escalateAfter, escalateTo }: Row): ReviewerGroup {
  return {
    id,
    name,
    when: fromColumn<GroupCondition>(condition),
    members: fromColumn<string[]>(members),
    escalate:
      escalateAfter === null || escalateTo === null ? null : { after_seconds: escalateAfter, to: escalateTo },
  };
}

/** Every group, by name; read anew each time, so that every instance follows at once. */
export async function loadGroups(tx: Transaction): Promise<ReviewerGroup[]> {
  const rows = await tx.reviewerGroup.findMany({ orderBy: { name: "asc" } });
  return rows.map(groupOf);
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
