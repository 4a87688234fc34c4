import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";

/** What is about to be done, as whoever does it knows it. */
export interface Signed {
  run_id: string;
  payload_digest: string;
  /** Of the answer that the receipt lets go; null where it is a receipt for a call. */
  answer_digest?: string | null;
}

export interface ReceiptClaims {
  sub: string;
  payload_digest: string;
  answer_digest: string | null;
  exp: number;
  [claim: string]: unknown;
}

/**
 * Checks a receipt offline: that it was signed by one of `keySet` (`GET /api/hitl/keys.json`, as it was when you trusted
 * it), that it is this run's and for these bytes, and that it may still be acted upon. Gives its claims; throws an Error
 * that says what is wrong. A receipt is good for one decision and can be shown twice: remember `entry.hash` of the claims.
 */
export async function checkReceipt(
  receipt: string,
  keySet: JSONWebKeySet,
  { run_id, payload_digest, answer_digest = null }: Signed,
  now: Date = new Date(),
): Promise<ReceiptClaims> {
  const { payload, protectedHeader } = await compactVerify(receipt, createLocalJWKSet(keySet), {
    algorithms: ["EdDSA"],
  });
  if (protectedHeader.typ !== "countersign-receipt") throw new Error("This is no receipt");
  const claims: ReceiptClaims = JSON.parse(new TextDecoder().decode(payload));
  if (claims.sub !== run_id) throw new Error("The receipt is another run's");
  if (claims.payload_digest !== payload_digest) throw new Error("Something else was signed");
  if (claims.answer_digest !== answer_digest) throw new Error("The receipt lets another answer go, or none");
  if (now.getTime() / 1000 > claims.exp) throw new Error("The receipt is too old to act upon");
  return claims;
}
