import type { Row } from "./connection/rows";
import type { Transaction } from "./connection/transaction";

export type ReviewNotice = Row<"ReviewNotice">;

/** What was said of a question in one place, or null. */
export function noticeOf(tx: Transaction, id: string): Promise<ReviewNotice | null> {
  return tx.reviewNotice.findUnique({ where: { id } });
}

/** Writes down how a notice stands. */
export async function keepNotice(tx: Transaction, notice: ReviewNotice): Promise<void> {
  const { id } = notice;
  await tx.reviewNotice.upsert({ where: { id }, create: notice, update: notice });
}
