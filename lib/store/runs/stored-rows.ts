import type { Transaction } from "../connection/client";

/** All that is stored of a run besides its log, with the places of the log's entries among those of all runs. */
export async function loadRows(tx: Transaction, runId: string) {
  const where = { runId };
  const [run, revisions, responses, reviews, approvals, decisions, attempts, artifacts, places] =
    await Promise.all([
      tx.run.findUniqueOrThrow({ where: { id: runId } }),
      tx.payloadRevision.findMany({ where }),
      tx.responseRevision.findMany({ where }),
      tx.review.findMany({ where }),
      tx.approval.findMany({ where }),
      tx.decision.findMany({ where }),
      tx.attempt.findMany({ where }),
      tx.artifact.findMany({ where }),
      tx.runEvent.findMany({ where, orderBy: { seq: "asc" }, select: { id: true, seq: true } }),
    ]);
  return { run, revisions, responses, reviews, approvals, decisions, attempts, artifacts, places };
}

export type StoredRows = Awaited<ReturnType<typeof loadRows>>;
