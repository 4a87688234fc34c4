import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { isUniqueViolation } from "./connection/unique-violation";

/** By the file's id: where the provider reads it, the SHA-256 of its bytes, and until when it can; null for ever. */
export type BodyAddresses = Record<string, { address: string; sha256: string; expires_at: string | null }>;

interface Body {
  runId: string;
  number: number;
  /** Of the very body that is sent. */
  digest: string;
  addresses: BodyAddresses;
}

/** Notes with which addresses a body is sent; it never changes. */
export async function noteBody(tx: Transaction, { addresses, ...key }: Body, now: Date): Promise<void> {
  try {
    await tx.attemptBody.create({ data: { ...key, addresses: toColumn(addresses), createdAt: now } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}

/** The addresses of a body of an attempt; null where there is none such. */
export async function bodyOf(
  tx: Transaction,
  runId: string,
  number: number,
  digest: string,
): Promise<BodyAddresses | null> {
  const row = await tx.attemptBody.findUnique({
    where: { runId_number_digest: { runId, number, digest } },
  });
  return row && fromColumn<BodyAddresses>(row.addresses);
}

/** Those of every body of an attempt, the oldest first. */
export async function bodiesOf(tx: Transaction, runId: string, number: number): Promise<BodyAddresses[]> {
  const rows = await tx.attemptBody.findMany({ where: { runId, number }, orderBy: { createdAt: "asc" } });
  return rows.map(({ addresses }) => fromColumn<BodyAddresses>(addresses));
}

/** Those of every body that any attempt of a run was to be sent with. */
export async function bodiesOfRun(tx: Transaction, runId: string): Promise<BodyAddresses[]> {
  const rows = await tx.attemptBody.findMany({ where: { runId }, select: { addresses: true } });
  return rows.map(({ addresses }) => fromColumn<BodyAddresses>(addresses));
}
