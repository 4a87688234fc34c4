import type { Transaction } from "../connection/client";

/** A question of a run by its token, with when it was decided, if it was. */
export async function questionOfToken(tx: Transaction, runId: string, token: string) {
  return tx.review.findFirst({
    where: { runId, token },
    select: { step: true, decision: { select: { at: true, undoneAt: true } } },
  });
}

/** Which approvals of a run are meant. */
interface Approvals {
  runId: string;
  /** As approvals count them. */
  person: string;
  /** At other questions than this. */
  besides: string;
  /** Of these very bytes; left out, of any. */
  digest?: string | null;
}

/** Whether somebody approved something at another question of a run, taken back or not. */
export async function hasApproved(
  tx: Transaction,
  { runId, person, besides, digest }: Approvals,
): Promise<boolean> {
  const where = { runId, person, reviewId: { not: besides }, payloadDigest: digest };
  return (await tx.approval.count({ where })) > 0;
}
