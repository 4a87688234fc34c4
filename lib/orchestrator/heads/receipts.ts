import { z } from "zod";
import { parseJson } from "@/lib/contracts/json-text";
import { type ChainedEvent, findBreak } from "@/lib/core/chain";
import { leafOf, rootOf } from "@/lib/core/heads";
import { type ReceiptClaims, receiptsIn, receiptType } from "@/lib/core/receipts";
import { readEvent } from "@/lib/store/runs/read-event";
import type { StoredHead } from "@/lib/store/signed-heads";
import type { Signer } from "./signer";

const HeadText = z.object({ iss: z.literal("countersign"), number: z.number(), entries: z.string() });

/** Whether a head covers what it says, by our own signature. */
async function isOurs({ open }: Signer, { jws, number, entries }: StoredHead): Promise<boolean> {
  const text = await open(jws);
  const claims = HeadText.safeParse(text === null ? null : parseJson(text)).data;
  return claims?.number === number && claims.entries === rootOf(entries.map(leafOf));
}

export interface SignedReceipt {
  claims: ReceiptClaims;
  /** Compact JWS (RFC 7515, EdDSA). */
  receipt: string;
}

/**
 * Signed statements of the decisions in a run's log, oldest first. Only what a head of ours covers gets one, and only as
 * it was signed: whoever writes to the database makes none.
 * @param head the newest over the run; null where there is none yet
 * @param log whole, from its first entry on
 */
export async function receiptsUnder(
  signer: Signer,
  head: StoredHead | null,
  runId: string,
  log: readonly ChainedEvent[],
): Promise<SignedReceipt[]> {
  const own = head?.entries.find(([id]) => id === runId);
  if (!head || !own || !(await isOurs(signer, head))) return [];
  const [, seq, hash] = own;
  const covered = log.slice(0, seq);
  if (covered.at(-1)?.hash !== hash || findBreak(covered) !== null) return [];
  const readable = covered.map((link) => ({ ...link, event: readEvent(link.event) }));
  return Promise.all(
    receiptsIn(readable).map(async (claims) => ({ claims, receipt: await signer.sign(claims, receiptType) })),
  );
}
