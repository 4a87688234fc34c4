import type { Absence } from "@/lib/contracts/people";
import type { Transaction } from "@/lib/store/connection/client";

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
