import type { Transaction } from "./connection/client";

/** Whether nobody has used the database yet: there is nobody, no key, no rule and no run. */
export async function isUntouched(tx: Transaction): Promise<boolean> {
  const there = await Promise.all([tx.user.count(), tx.apiKey.count(), tx.policyRule.count()]);
  if (there.some((count) => count > 0)) return false;
  return (await tx.run.findFirst({ select: { id: true } })) === null;
}

/** The instances that work on the database, as they last said so themselves, the oldest first. */
export function instancesNow(tx: Transaction): Promise<{ id: string; startedAt: Date; seenAt: Date }[]> {
  return tx.instance.findMany({
    orderBy: { startedAt: "asc" },
    select: { id: true, startedAt: true, seenAt: true },
  });
}
