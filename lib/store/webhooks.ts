import { CodedError } from "@/lib/core/errors";
import type { Transaction } from "./client";
import { isUniqueViolation } from "./unique-violation";

/**
 * Notes that a provider's report came, among the other requests that count once; they are all forgotten after a day,
 * long after the report itself is too old.
 * @throws CodedError `unauthenticated` when it came before: whoever caught a report may not use it again
 */
export async function claimWebhook(tx: Transaction, provider: string, id: string, now: Date): Promise<void> {
  const principalId = `provider:${provider}`;
  try {
    await tx.idempotencyRecord.create({
      data: { principalId, key: id, requestHash: "webhook", createdAt: now },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new CodedError("unauthenticated", "This webhook came before.");
    throw error;
  }
}
