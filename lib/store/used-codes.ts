import { createHash } from "node:crypto";
import type { Transaction } from "./connection/client";
import { isUniqueViolation } from "./connection/unique-violation";

/** A code is good for its half minute and the ones beside it; so long it is remembered, in milliseconds. */
const remembered = 180_000;

/** Takes a code as used (RFC 6238, 5.2). True for exactly one of any number of callers: the row's key decides. */
export async function takeCode(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const identifier = `used-code:${userId}`;
  const id = `code_${createHash("sha256").update(`${userId} ${code}`).digest("base64url")}`;
  await tx.verification.deleteMany({ where: { identifier, expiresAt: { lte: now } } });
  const expiresAt = new Date(now.getTime() + remembered);
  try {
    await tx.verification.create({ data: { id, identifier, value: "", expiresAt } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
