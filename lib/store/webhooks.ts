import { CodedError } from "@/lib/core/errors";
import type { Transaction } from "./connection/client";
import { isUniqueViolation } from "./connection/unique-violation";
import { storeLimits } from "./limits";

/**
 * Notes that a provider's report came, among the other requests that count once, and forgets those that are too old
 * to be taken for new again.
 * @throws CodedError `unauthenticated` when it came before: whoever caught a report may not use it again
 */
export async function claimWebhook(tx: Transaction, provider: string, id: string, now: Date): Promise<void> {
  const principalId = `provider:${provider}`;
  const before = new Date(now.getTime() - storeLimits.webhookMemory);
  await tx.idempotencyRecord.deleteMany({ where: { principalId, createdAt: { lt: before } } });
  try {
    await tx.idempotencyRecord.create({
      data: { principalId, key: id, requestHash: "webhook", createdAt: now },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new CodedError("unauthenticated", "This webhook came before.");
    throw error;
  }
}
