import type { RunEvent } from "@/lib/core/events";
import type { Principal } from "@/lib/core/principal";
import { loadLog } from "@/lib/store/load-log";
import { loadOwner } from "@/lib/store/load-run";
import type { Context } from "./context";
import { demandSight } from "./see";

/** One line of evidence: a log entry with its place in the chain. */
export type EvidenceLine = RunEvent & { prev_hash: string; hash: string };

/**
 * A run's whole log with its hash chain, oldest entry first: enough to check it without us.
 * @throws CodedError `run_not_found`
 */
export async function gatherEvidence(
  context: Context,
  principal: Principal,
  runId: string,
): Promise<EvidenceLine[]> {
  demandSight(principal, await loadOwner(context.db.prisma, runId), runId);
  const log = await loadLog(context.db.prisma, runId);
  return log.map(({ event, prev_hash, hash }) => ({ ...event, prev_hash, hash }));
}
