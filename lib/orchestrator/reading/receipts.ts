import type { Receipts } from "@/lib/contracts/evidence";
import type { Principal } from "@/lib/core/principal";
import { receiptsIn } from "@/lib/core/receipts";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadOwner } from "@/lib/store/runs/load-run";
import { headOverLast } from "@/lib/store/signed-heads";
import type { Context } from "../context";
import { receiptsUnder } from "../heads/receipts";
import { demandSight } from "./see";

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString();

/**
 * The receipts of a run's decisions that were carried out: some three seconds after its commit each is there.
 * @returns `unsigned` decisions wait for their head; null where nothing is signed
 * @throws CodedError `run_not_found`
 */
export async function receiptsOf(
  { db: { prisma }, signer }: Context,
  principal: Principal,
  runId: string,
): Promise<Receipts> {
  demandSight(principal, await loadOwner(prisma, runId), runId);
  if (signer === null) return { data: [], unsigned: null };
  // The head first: one that was signed after the log was read would cover more than is here.
  const head = await headOverLast(prisma, runId);
  const log = await loadLog(prisma, runId);
  const signed = await receiptsUnder(signer, head, runId, log);
  const data = signed.map(
    ({ receipt, claims: { action, step, by, payload_digest, answer_digest, iat, exp } }) => ({
      receipt,
      action,
      step,
      by,
      payload_digest,
      answer_digest,
      carried_out_at: timeOf(iat),
      expires_at: timeOf(exp),
    }),
  );
  return { data, unsigned: receiptsIn(log).length - data.length };
}
