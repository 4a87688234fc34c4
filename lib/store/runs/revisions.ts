import type { Transaction } from "../connection/client";
import type { Row } from "../connection/rows";

export type RevisionRow = Row<"PayloadRevision">;

/** Every version of a run's payload, the oldest first. */
export function payloadRevisions(tx: Transaction, runId: string): Promise<RevisionRow[]> {
  return tx.payloadRevision.findMany({ where: { runId }, orderBy: { number: "asc" } });
}

/** One version of a run's payload, or null. */
export function payloadRevision(tx: Transaction, runId: string, number: number): Promise<RevisionRow | null> {
  return tx.payloadRevision.findUnique({ where: { runId_number: { runId, number } } });
}

/** The texts of a run's payloads, the newest first. */
export async function payloadTexts(tx: Transaction, runId: string): Promise<string[]> {
  const rows = await tx.payloadRevision.findMany({
    where: { runId },
    select: { content: true },
    orderBy: { number: "desc" },
  });
  return rows.map(({ content }) => content);
}

/** The text of one version of a run's answer, or null. */
export async function answerText(tx: Transaction, runId: string, number: number): Promise<string | null> {
  const row = await tx.responseRevision.findUnique({
    where: { runId_number: { runId, number } },
    select: { content: true },
  });
  return row?.content ?? null;
}
