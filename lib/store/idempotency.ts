import { CodedError } from "@/lib/core/errors";
import type { Database, Transaction } from "./connection/client";
import { toColumn, toNullableColumn } from "./connection/json-column";
import { type Row, type Rows, readRows } from "./connection/rows";
import { wasErased } from "./runs/load-run";

/** What identifies a request that may come twice. */
export interface IdempotencyClaim {
  principalId: string;
  key: string;
  requestHash: string;
}

/**
 * Ties an Idempotency-Key to the run it made or decided, in the transaction that does so: after a crash the
 * same request finds the run instead of making another.
 * @throws CodedError `idempotency_conflict` when another try of the request was first
 */
export async function claimKey(rows: Rows, claim: IdempotencyClaim, runId: string, now: Date): Promise<void> {
  const { principalId, key, requestHash } = claim;
  const record = { principalId, key, requestHash, runId, createdAt: now };
  const says = `The Idempotency-Key "${key}" is in use already.`;
  await rows.insert("IdempotencyRecord", [record], () => new CodedError("idempotency_conflict", says));
}

/** What is kept under a key of somebody's, or null. */
export async function recordOf(
  tx: Transaction,
  { principalId, key }: Pick<IdempotencyClaim, "principalId" | "key">,
): Promise<Row<"IdempotencyRecord"> | null> {
  const [record] = await readRows(tx).find("IdempotencyRecord", { principalId, key });
  return record ?? null;
}

/** Forgets what was kept under a key at that time. */
export async function forgetRecord(
  db: Database,
  { principalId, key, createdAt }: Row<"IdempotencyRecord">,
): Promise<void> {
  await db.write((rows) => rows.remove("IdempotencyRecord", { principalId, key, createdAt }));
}

/** Forgets what was kept before a time. @returns how many there were */
export async function forgetRecordsBefore(tx: Transaction, time: Date): Promise<number> {
  return (await tx.idempotencyRecord.deleteMany({ where: { createdAt: { lt: time } } })).count;
}

/** An answer as it is given again. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

/** Of an answer that was kept: the same request again is answered from the run as it then is. */
export const forgottenAnswer = { status: null, headers: toNullableColumn(null), body: null } as const;

/** Keeps the answer to a request under its key, unless another request has come with that key. */
export async function keepAnswer(
  db: Database,
  claim: IdempotencyClaim,
  answer: KeptAnswer,
  now: Date,
): Promise<void> {
  const columns = { ...answer, headers: toColumn(answer.headers) };
  const record = { principalId: claim.principalId, key: claim.key };
  await db.write(async (rows) => {
    // Another request may have come with this key at the same moment: its answer is not this one.
    const same = { ...record, requestHash: claim.requestHash };
    if ((await rows.update("IdempotencyRecord", same, columns)) > 0) {
      // The record is ours until the commit: an erasure comes after it and finds the answer, or it was before.
      const [kept] = await rows.pick("IdempotencyRecord", record, ["runId"]);
      if (kept?.runId && (await wasErased(rows, kept.runId)))
        await rows.update("IdempotencyRecord", record, forgottenAnswer);
      return;
    }
    await rows.insertNew("IdempotencyRecord", record, { ...claim, ...columns, createdAt: now });
  });
}
