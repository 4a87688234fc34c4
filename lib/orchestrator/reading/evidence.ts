import type { RunEvent } from "@/lib/core/events";
import { leafOf } from "@/lib/core/heads";
import type { Principal } from "@/lib/core/principal";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadOwner } from "@/lib/store/runs/load-run";
import { headOverLast } from "@/lib/store/signed-heads";
import type { Context } from "../context";
import { receiptsUnder } from "../heads/receipts";
import type { PublicJwk } from "../heads/signer";
import { demandSight } from "./see";
import { entryTo } from "./told";

/**
 * One line of evidence: a log entry with its place in the chain, and the salt that its texts are digested with. `withheld` where the reader is not told how somebody
 * decided, or whose turn it is: its hash is that of the whole entry, which reviewers get, and the salt with it.
 */
export type EvidenceLine = Omit<RunEvent, "data"> & {
  data: RunEvent["data"];
  prev_hash: string;
  hash: string;
  salt: string | null;
  withheld?: true;
};

/**
 * The last line of evidence: the signed head that covers the newest of the run's entries that is signed yet. `leaves`
 * stand for the entries of all runs that it covers; this run's is `leafOf` of its entry `seq`. `receipts` are those of the
 * decisions up to there.
 */
export interface EvidenceHead {
  head: { jws: string; leaves: string[]; seq: number; key: PublicJwk | null };
  receipts: string[];
}

/** From which entry on a log tells of the very answer that was released; of one that somebody edited none does. */
function releasedFrom(log: readonly RunEvent[]): number {
  const start = log.findLast(({ type }) => type === "attempt_started")?.seq;
  if (start === undefined || !log.some(({ type }) => type === "run_completed"))
    return Number.POSITIVE_INFINITY;
  const isEdited = log.some(
    (event) => event.seq > start && event.type === "decision" && event.data.decision.action === "edit",
  );
  return isEdited ? Number.POSITIVE_INFINITY : start;
}

/**
 * A run's whole log with its hash chain, oldest entry first, and the signed head over it: enough to check it without us.
 * @throws CodedError `run_not_found`
 */
export async function gatherEvidence(
  context: Context,
  principal: Principal,
  runId: string,
): Promise<(EvidenceLine | EvidenceHead)[]> {
  demandSight(principal, await loadOwner(context.db.prisma, runId), runId);
  // The head first: one that was signed after the log was read would cover more than is here.
  const { db, signer } = context;
  const head = await headOverLast(db.prisma, runId);
  const log = await loadLog(db.prisma, runId);
  const released = releasedFrom(log.map(({ event }) => event));
  const lines = log.map(({ event, prev_hash, hash, salt }) => {
    const told = entryTo(principal, event, released);
    const withheld = told !== event;
    return { ...told, prev_hash, hash, salt: withheld ? null : salt, ...(withheld && { withheld }) };
  });
  const own = head?.entries.find(([id]) => id === runId);
  if (!head || !own) return lines;
  const key = signer?.keys.find(({ kid }) => kid === head.keyId) ?? null;
  const signed = signer === null ? [] : await receiptsUnder(signer, head, runId, log);
  return [
    ...lines,
    {
      head: { jws: head.jws, leaves: head.entries.map(leafOf), seq: own[1], key },
      receipts: signed.map(({ receipt }) => receipt),
    },
  ];
}
