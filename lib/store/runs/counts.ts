import type { RunStatus } from "@/lib/contracts/words";
import { stateFormat } from "@/lib/core/state";
import type { Transaction } from "../connection/client";
import { readableRuns } from "./readable";

const open = { in: ["queued", "running", "awaiting_human"] satisfies RunStatus[] };

/** How many runs have this status. */
export function countRuns(tx: Transaction, status: RunStatus): Promise<number> {
  return tx.run.count({ where: { status } });
}

/** How many runs of these providers are not over, by the provider's name; those that have none are left out. */
export async function countOpenBy(
  tx: Transaction,
  providers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const groups = await tx.run.groupBy({
    by: ["provider"],
    where: { provider: { in: [...providers] }, status: open },
    _count: true,
  });
  return new Map(groups.map(({ provider, _count }) => [provider, _count]));
}

/** How many runs that are not over a newer release wrote, so that nothing is done to them here. */
export function countFromNewer(tx: Transaction): Promise<number> {
  return tx.run.count({ where: { status: open, format: { gt: stateFormat } } });
}

/** How many of these runs have which status. */
export async function countStatuses(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<RunStatus, number>> {
  const runs = await readableRuns(tx, { where: { id: { in: [...ids] } }, select: { status: true } });
  const counts = new Map<RunStatus, number>();
  for (const { status } of runs) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Where each run stands that is not over, since when it waits and until when. */
export function openRuns(tx: Transaction) {
  return readableRuns(tx, {
    where: { status: open },
    select: { status: true, step: true, waitingSince: true, expiresAt: true, model: true, provider: true },
  });
}

/** Where a run stands; null for one there is not. */
export function standingOf(
  tx: Transaction,
  id: string,
): Promise<{ status: RunStatus; version: number } | null> {
  return tx.run.findUnique({ where: { id }, select: { status: true, version: true } });
}
