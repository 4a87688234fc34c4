import { canonicalJson, digestOfText } from "@/lib/core/digest";
import { claimsOf } from "@/lib/core/heads";
import { knownError } from "@/lib/core/known-error";
import {
  coveredBetween,
  headNumbered,
  keepHead,
  newestHead,
  nextPlaces,
  type StoredHead,
} from "@/lib/store/signed-heads";
import type { Context } from "../context";
import type { Signer } from "./signer";

/** A head covers at most so many entries of runs' logs, and of the audit log. */
const most = 500;

type Parts = Pick<Context, "db" | "clock" | "log" | "wakeups">;

/** Why nothing is signed: what the database says was signed is not what this installation signed. */
class NotOurHeads extends knownError("NotOurHeads") {}

/**
 * Sees to it that the newest head of the database is one that was signed with our keys, says what it covers, and follows
 * from the newest that this instance remembers: what was taken away or put in its place is not signed over.
 * @throws NotOurHeads
 */
async function demandOurs(
  { db: { prisma } }: Pick<Parts, "db">,
  { open, memory }: Signer,
  newest: StoredHead | null,
): Promise<void> {
  const known = memory.read();
  if (known !== null) {
    const same = newest?.number === known.number ? newest : await headNumbered(prisma, known.number);
    if (same === null || digestOfText(same.jws) !== known.digest)
      throw new NotOurHeads(`Head ${known.number}, which this instance knows, is not in the database.`);
  }
  if (newest === null) return;
  const signed = await open(newest.jws);
  const before = newest.number === 1 ? null : await headNumbered(prisma, newest.number - 1);
  const claims = claimsOf({ ...newest, before: before?.jws ?? null });
  if (signed !== canonicalJson({ ...claims }))
    throw new NotOurHeads(`Head ${newest.number} of the database was not signed as it stands there.`);
}

/**
 * Signs what was committed since the newest head, of all runs and of the audit log, in one head that names the one
 * before it. Of two instances that do it at once one is first; the other's work is left to its next time.
 * @returns whether more is waiting to be signed
 * @throws NotOurHeads
 */
export async function signHead({ db, clock }: Parts, signer: Signer): Promise<boolean> {
  const { prisma } = db;
  const last = await newestHead(prisma);
  await demandOurs({ db }, signer, last);
  const after = { lastEvent: last?.lastEvent ?? 0, lastAct: last?.lastAct ?? 0 };
  const until = await nextPlaces(prisma, after, most);
  if (until === null) return false;
  const { full, ...places } = until;
  const covered = await coveredBetween(prisma, after, places);
  const head = { ...covered, ...places, number: (last?.number ?? 0) + 1, at: clock() };
  const jws = await signer.sign(claimsOf({ ...head, before: last?.jws ?? null }));
  if (!(await keepHead(prisma, { ...head, keyId: signer.keyId, jws }))) return false;
  signer.memory.write({ number: head.number, digest: digestOfText(jws) });
  return full;
}

/** After news, what was committed meanwhile is collected for so long, so that a busy second makes one head. */
const collects = 1_000;
/** So often it looks even without news: what is done outside of runs makes none. */
const looks = 2_000;

/**
 * Signs heads until `signal` aborts: some three seconds after a commit it is covered. What goes wrong is logged and tried
 * again; nothing waits for it.
 */
export async function keepSigning(parts: Parts, signer: Signer, signal: AbortSignal): Promise<void> {
  const { wakeups, log } = parts;
  const listener = wakeups.listen(null);
  try {
    while (!signal.aborted) {
      try {
        while (!signal.aborted && (await signHead(parts, signer)));
      } catch (error) {
        if (error instanceof NotOurHeads) log.error({ event: "heads_not_ours" }, error.message);
        else
          log.warn({ event: "heads_not_signed", err: error }, "What was committed could not be signed yet");
      }
      await listener.next(looks, signal);
      await pause(collects, signal);
    }
  } finally {
    listener.close();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
