import type { Actor } from "@/lib/contracts/parts";
import type { Absence, PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Role } from "@/lib/contracts/words";
import type { Absences } from "@/lib/core/groups/seats";
import type { Transaction } from "./connection/client";
import type { Row } from "./connection/rows";
import { oldestPage, pageOf } from "./page";

export type PersonRow = Row<"User">;

/** A person by their id, or null. */
export function personById(tx: Transaction, id: string): Promise<PersonRow | null> {
  return tx.user.findUnique({ where: { id } });
}

/** How many people there are. */
export function countPeople(tx: Transaction): Promise<number> {
  return tx.user.count();
}

/** How many admins can sign in. */
export function countAdmins(tx: Transaction): Promise<number> {
  return tx.user.count({ where: { role: "admin", NOT: { banned: true } } });
}

/** Makes two who would take each other's role wait for one another, until this transaction ends. */
export async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.user.updateMany({ where: { role: "admin" }, data: { role: "admin" } });
}

/** Changes parts of a person who is there; what is undefined stays. */
export function updatePerson(
  tx: Transaction,
  id: string,
  {
    disabled,
    ...columns
  }: { name?: string | undefined; role?: Role | undefined; disabled?: boolean | undefined },
): Promise<PersonRow> {
  return tx.user.update({ where: { id }, data: { ...columns, banned: disabled, banExpires: null } });
}

/** Everybody, the oldest first. @throws CodedError `validation_error` for a foreign cursor */
export async function peoplePage(tx: Transaction, query: PageQuery): Promise<Page<PersonRow>> {
  return pageOf(await tx.user.findMany(oldestPage(query)), query.limit);
}

/** The words in the rows of these people for their roles, by their ids; whoever is gone is left out. */
export async function rolesOfPeople(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, role: true },
  });
  return new Map(rows.map(({ id, role }) => [id, role]));
}

/** The e-mail address of a person, or null where nobody has this id. */
export async function emailOf(tx: Transaction, id: string): Promise<string | null> {
  return (await tx.user.findUnique({ where: { id }, select: { email: true } }))?.email ?? null;
}

/** Names people and keys by their ids; who is not there any more is named by the id. */
export async function actorsNamed(tx: Transaction, ids: readonly string[]): Promise<(id: string) => Actor> {
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

/** Which of these people are away, by their ids. */
export async function absencesOf(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Absence>> {
  const rows = await tx.absence.findMany({ where: { personId: { in: [...ids] }, until: { gt: now } } });
  return new Map(
    rows.map(({ personId, until, standInId }) => [
      personId,
      { until: until.toISOString(), stand_in: standInId },
    ]),
  );
}

/** Says until when somebody is away and who has their seats, over what was said before. */
export async function keepAbsence(
  tx: Transaction,
  personId: string,
  absence: { until: Date; standInId: string | null; granted: boolean },
  now: Date,
): Promise<void> {
  const said = { ...absence, updatedAt: now };
  await tx.absence.upsert({ where: { personId }, create: { personId, ...said }, update: said });
}

/** Says that somebody is here. */
export async function endAbsence(tx: Transaction, personId: string): Promise<void> {
  await tx.absence.deleteMany({ where: { personId } });
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
