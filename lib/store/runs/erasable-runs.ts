import type { ErasePerson, PersonErasure } from "@/lib/contracts/erasure";
import type { Transaction } from "../connection/client";
import { readableRuns } from "./readable";

/** Whose runs: by what their requests said, or by the id of who asked; `owner_id` narrows it to the requests of one. */
export type Whose = Pick<ErasePerson, "field" | "value" | "owner_id">;

const columns = { user_id: "userId", user_email: "userEmail", owner: "ownerId" } as const;

/** So many runs are named at most. */
const mostNamed = 100;

/** Runs that have ended and hold something still: what was said since they were erased goes, too. */
const holding = ({ run }: Transaction) => ({
  completedAt: { not: null },
  OR: [{ erasedAt: null }, { updatedAt: { gt: run.fields.erasedAt } }],
});

/**
 * An e-mail address in every way in which requests spelt it: upper and lower case mean the same, of all letters. SQLite
 * knows the case of ASCII alone, so any other letter is looked for as any characters first.
 */
async function spellingsOf(tx: Transaction, email: string): Promise<string[]> {
  const like = email.replace(/[%_\\]|[^\x20-\x7e]+/g, "%");
  const found = await tx.$queryRaw<{ email: string }[]>`
    SELECT DISTINCT "userEmail" AS email FROM "Run"
    WHERE "userEmail" IS NOT NULL AND lower("userEmail") LIKE lower(${like})`;
  const same = (one: string) => one.toLowerCase() === email.toLowerCase();
  return [email, ...found.map((row) => row.email).filter(same)];
}

async function of(tx: Transaction, { field, value, owner_id = "*" }: Whose) {
  const spelt = field === "user_email" ? await spellingsOf(tx, value) : [value];
  return { AND: [{ [columns[field]]: { in: spelt } }, owner_id === "*" ? {} : { ownerId: owner_id }] };
}

/**
 * What there is of a person: runs that have ended and hold something still, by whom they were asked for, how many go on,
 * and the first that hold entries of an earlier release, which are not erasable.
 */
export async function runsOf(tx: Transaction, whose: Whose): Promise<PersonErasure> {
  const where = await of(tx, whose);
  const byOwner = await tx.run.groupBy({
    by: ["ownerId"],
    where: { ...where, ...holding(tx) },
    _count: true,
  });
  const going_on = await tx.run.count({ where: { ...where, completedAt: null } });
  const notWhole = await tx.run.findMany({
    where: { ...where, ...holding(tx), events: { some: { salt: null } } },
    take: mostNamed,
    select: { id: true },
  });
  return {
    runs: byOwner.reduce((sum, { _count }) => sum + _count, 0),
    owners: byOwner.map(({ ownerId, _count }) => ({ owner_id: ownerId, runs: _count })),
    going_on,
    not_whole: notWhole.map(({ id }) => id),
  };
}

/** Some of those that have ended, after a place in the order of their ids. */
export async function endedRunsOf(
  tx: Transaction,
  whose: Whose,
  after: string,
  most: number,
): Promise<string[]> {
  const where = { ...(await of(tx, whose)), ...holding(tx), id: { gt: after } };
  const runs = await tx.run.findMany({ where, orderBy: { id: "asc" }, take: most, select: { id: true } });
  return runs.map(({ id }) => id);
}

/** A place in the order in which runs were created. */
export interface Place {
  at: Date;
  id: string;
}

/** Runs in the order in which they were created, from a place on, as far as they were created before a time. */
export function runsCreatedBetween(tx: Transaction, { at, id }: Place, before: Date, most: number) {
  return readableRuns(tx, {
    where: {
      createdAt: { gte: at, lt: before },
      OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: most,
    select: { id: true, createdAt: true, completedAt: true, erasedAt: true, updatedAt: true },
  });
}
