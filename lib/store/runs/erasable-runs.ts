import type { ErasePerson } from "@/lib/contracts/erasure";
import type { Transaction } from "../connection/client";

type Whose = Pick<ErasePerson, "field" | "value">;

const columns = { user_id: "userId", user_email: "userEmail", owner: "ownerId" } as const;

/** So many runs are named at most. */
const mostNamed = 100;

const ended = { completedAt: { not: null }, erasedAt: null } as const;

function of({ field, value }: Whose) {
  return { [columns[field]]: value };
}

/** How many runs of a person have ended and hold something still, and how many go on. */
export async function runsOf(tx: Transaction, whose: Whose): Promise<{ runs: number; going_on: number }> {
  const runs = await tx.run.count({ where: { ...of(whose), ...ended } });
  const going_on = await tx.run.count({ where: { ...of(whose), completedAt: null } });
  return { runs, going_on };
}

/** Some of those that have ended. */
export async function endedRunsOf(tx: Transaction, whose: Whose, most: number): Promise<string[]> {
  const where = { ...of(whose), ...ended };
  return (await tx.run.findMany({ where, take: most, select: { id: true } })).map(({ id }) => id);
}

/** Of those that have ended, the first whose logs hold entries of an earlier release, which are not erasable. */
export async function notWholeAmong(tx: Transaction, whose: Whose): Promise<string[]> {
  const where = {
    ...of(whose),
    completedAt: { not: null },
    events: { some: { salt: null } },
    erasedAt: null,
  };
  return (await tx.run.findMany({ where, take: mostNamed, select: { id: true } })).map(({ id }) => id);
}

/** A place in the order in which runs were created. */
export interface Place {
  at: Date;
  id: string;
}

/** Runs in the order in which they were created, from a place on, as far as they were created before a time. */
export function runsCreatedBetween(tx: Transaction, { at, id }: Place, before: Date, most: number) {
  return tx.run.findMany({
    where: {
      createdAt: { gte: at, lt: before },
      OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: most,
    select: { id: true, createdAt: true, completedAt: true, erasedAt: true },
  });
}
