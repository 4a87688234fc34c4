import { decodeProtectedHeader } from "jose";
import { z } from "zod";
import type { KeptHead, Verification } from "@/lib/contracts/evidence";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { canonicalJson } from "@/lib/core/digest";
import { claimsOf, type SignedAct, type SignedEntry } from "@/lib/core/heads";
import { auditId } from "@/lib/store/audit";
import {
  coveredBetween,
  entriesAfter,
  headNumbered,
  headsAfter,
  type StoredHead,
} from "@/lib/store/signed-heads";
import type { Context } from "../context";
import type { Signer } from "./signer";

/** Heads read in one go. */
const batch = 50;

/** Without its key each head is one that nobody signed: so many are told, the others counted. */
const mostTold = 100;

type Heads = NonNullable<Verification["heads"]>;

/**
 * Checks every signed head: its signature, its place after the one before, and that what it covers is there still as it
 * was. What was committed after the newest is counted: it is not signed yet.
 * @param kept heads that were kept elsewhere, which the database must have as they are
 * @returns the heads, and the runs whose logs are not what was signed
 */
export async function verifyHeads(
  { db: { prisma } }: Pick<Context, "db">,
  signer: Signer,
  kept: readonly KeptHead[] = [],
): Promise<{ heads: Heads; runs: Verification["breaks"] }> {
  const heads: Heads = { newest: null, checked: 0, unsigned_events: 0, breaks_found: 0, breaks: [] };
  const runs: Verification["breaks"] = [];
  let before: StoredHead | null = null;
  const broken = (number: number, why: Said) => {
    heads.breaks_found += 1;
    if (heads.breaks.length < mostTold) heads.breaks.push({ number, reason: english(why), said: why });
  };
  for (;;) {
    const found: StoredHead[] = await headsAfter(prisma, before?.number ?? 0, batch);
    for (const head of found.map(wellFormed)) {
      const why = await faultOf(head, before, signer);
      if (why) broken(head.number, why);
      else if (head.keyId !== decodeProtectedHeader(head.jws).kid) broken(head.number, said("head_differs"));
      const after = { lastEvent: before?.lastEvent ?? 0, lastAct: before?.lastAct ?? 0 };
      const present = await coveredBetween(prisma, after, head);
      for (const [run_id, seq] of unlike(head.entries, present.entries, entryText)) {
        const lost = said("log_not_as_signed", { number: head.number });
        runs.push({ run_id, seq, reason: english(lost), said: lost });
      }
      for (const [id] of unlike(head.acts, present.acts, actText))
        broken(head.number, said("act_not_as_signed", { id: auditId(id) }));
      heads.checked += 1;
      before = head;
    }
    if (found.length < batch) break;
  }
  for (const [number, why] of await unlikeKept(prisma, kept)) broken(number, why);
  heads.newest = before && { number: before.number, at: before.at.toISOString() };
  heads.unsigned_events = await entriesAfter(prisma, before?.lastEvent ?? 0);
  return { heads, runs };
}

/** Those of the heads that were kept elsewhere which the database does not have so, by their numbers, and why. */
async function unlikeKept(
  prisma: Context["db"]["prisma"],
  kept: readonly KeptHead[],
): Promise<[number, Said][]> {
  const faults: [number, Said][] = [];
  for (const { number, jws } of kept) {
    const ours = await headNumbered(prisma, number);
    if (ours === null) faults.push([number, said("head_missing", { number })]);
    else if (ours.jws !== jws) faults.push([number, said("head_not_as_kept")]);
  }
  return faults;
}

/** Kept heads alone are compared where nothing is signed any more: that the key is gone must not hide a cut end. */
export async function verifyKept(
  { db: { prisma } }: Pick<Context, "db">,
  kept: readonly KeptHead[],
): Promise<Heads> {
  const faults = await unlikeKept(prisma, kept);
  return {
    newest: null,
    checked: 0,
    unsigned_events: await entriesAfter(prisma, 0),
    breaks_found: faults.length,
    breaks: faults.slice(0, mostTold).map(([number, why]) => ({ number, reason: english(why), said: why })),
  };
}

const entryText = ([runId, seq, hash]: SignedEntry) => `${runId} ${seq} ${hash}`;
const actText = ([id, digest]: SignedAct) => `${id} ${digest}`;

const Entries = z.array(z.tuple([z.string(), z.number(), z.string()]));
const Acts = z.array(z.tuple([z.number(), z.string()]));

/** A head whose lists are such as are signed; others cover nothing, and are told as not what was signed. */
function wellFormed(head: StoredHead): StoredHead {
  const entries = Entries.safeParse(head.entries).data ?? [];
  return { ...head, entries, acts: Acts.safeParse(head.acts).data ?? [] };
}

/** What was signed and is not there so, and what is there and was not signed; each run or act once. */
function unlike<Row extends readonly [string | number, ...unknown[]]>(
  signed: readonly Row[],
  present: readonly Row[],
  text: (row: Row) => string,
): Row[] {
  const [was, is] = [new Set(signed.map(text)), new Set(present.map(text))];
  const lost = [
    ...signed.filter((row) => !is.has(text(row))),
    ...present.filter((row) => !was.has(text(row))),
  ];
  return [...new Map(lost.toReversed().map((row) => [row[0], row])).values()].toReversed();
}

async function faultOf(head: StoredHead, before: StoredHead | null, signer: Signer): Promise<Said | null> {
  if (head.number !== (before?.number ?? 0) + 1)
    return said("head_missing", { number: (before?.number ?? 0) + 1 });
  const signed = await signer.open(head.jws);
  if (signed === null) return said("head_not_ours");
  const claims = claimsOf({ ...head, before: before?.jws ?? null });
  return signed === canonicalJson({ ...claims }) ? null : said("head_differs");
}
