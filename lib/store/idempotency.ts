import { CodedError } from "@/lib/core/errors";
import type { Rows } from "./connection/rows";
import { isUniqueViolation } from "./connection/unique-violation";

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
  try {
    const { principalId, key, requestHash } = claim;
    await rows.insert("IdempotencyRecord", [{ principalId, key, requestHash, runId, createdAt: now }]);
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new CodedError("idempotency_conflict", `The Idempotency-Key "${claim.key}" is in use already.`);
    }
    throw error;
  }
}
