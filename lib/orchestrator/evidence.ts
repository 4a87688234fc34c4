import type { RunEvent } from "@/lib/core/events";
import type { Principal } from "@/lib/core/principal";
import { loadLog } from "@/lib/store/load-log";
import { loadOwner } from "@/lib/store/load-run";
import type { Context } from "./context";
import { demandSight } from "./see";
import { dataTo } from "./told";

/**
 * One line of evidence: a log entry with its place in the chain. `withheld` where the reader is not told how somebody
 * decided: its hash is that of the whole entry, which reviewers get.
 */
export type EvidenceLine = Omit<RunEvent, "data"> & {
  data: RunEvent["data"];
  prev_hash: string;
  hash: string;
  withheld?: true;
};

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
  return log.map(({ event, prev_hash, hash }) => {
    const data = dataTo(principal, event);
    const withheld = data !== event.data;
    return { ...event, data, prev_hash, hash, ...(withheld && { withheld }) };
  });
}
