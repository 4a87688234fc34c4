import type { Verification } from "@/lib/contracts/evidence";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { canonicalJson } from "@/lib/core/digest";
import { claimsOf } from "@/lib/core/heads";
import {
  changedActs,
  entriesAfter,
  headsAfter,
  missingEntries,
  type StoredHead,
} from "@/lib/store/signed-heads";
import type { Context } from "../context";
import type { Signer } from "./signer";

/** Heads read in one go. */
const batch = 50;

type Heads = NonNullable<Verification["heads"]>;

/**
 * Checks every signed head: its signature, its place after the one before, and that what it covers is there still as it
 * was. What was committed after the newest is counted: it is not signed yet.
 * @returns the heads, and the runs whose logs are not what was signed
 */
export async function verifyHeads(
  { db: { prisma } }: Pick<Context, "db">,
  signer: Signer,
): Promise<{ heads: Heads; runs: Verification["breaks"] }> {
  const heads: Heads = { newest: null, checked: 0, unsigned_events: 0, breaks: [] };
  const runs: Verification["breaks"] = [];
  let before: StoredHead | null = null;
  const broken = (number: number, why: Said) =>
    heads.breaks.push({ number, reason: english(why), said: why });
  for (;;) {
    const found: StoredHead[] = await headsAfter(prisma, before?.number ?? 0, batch);
    for (const head of found) {
      const why = await faultOf(head, before, signer);
      if (why) broken(head.number, why);
      for (const [run_id, seq] of await missingEntries(prisma, head.entries)) {
        const lost = said("log_not_as_signed", { number: head.number });
        runs.push({ run_id, seq, reason: english(lost), said: lost });
      }
      for (const [id] of await changedActs(prisma, head.acts))
        broken(head.number, said("act_not_as_signed", { id: `aud_${id}` }));
      heads.checked += 1;
      before = head;
    }
    if (found.length < batch) break;
  }
  heads.newest = before && { number: before.number, at: before.at.toISOString() };
  heads.unsigned_events = await entriesAfter(prisma, before?.lastEvent ?? 0);
  return { heads, runs };
}

async function faultOf(head: StoredHead, before: StoredHead | null, signer: Signer): Promise<Said | null> {
  if (head.number !== (before?.number ?? 0) + 1)
    return said("head_missing", { number: (before?.number ?? 0) + 1 });
  const signed = await signer.open(head.jws);
  if (signed === null) return said("head_not_ours");
  const claims = claimsOf({ ...head, before: before?.jws ?? null });
  return signed === canonicalJson({ ...claims }) ? null : said("head_differs");
}
