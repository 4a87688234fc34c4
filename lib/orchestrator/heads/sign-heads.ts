import { claimsOf } from "@/lib/core/heads";
import { keepHead, newestHead, toBeSigned } from "@/lib/store/signed-heads";
import type { Context } from "../context";
import type { Signer } from "./signer";

/** A head covers at most so many entries of runs' logs, and of the audit log. */
const most = 500;

type Parts = Pick<Context, "db" | "clock" | "log" | "wakeups">;

/**
 * Signs what was committed since the newest head, of all runs and of the audit log, in one head that names the one
 * before it. Of two instances that do it at once one is first; the other's work is left to its next time.
 * @returns whether there may be more to sign
 */
export async function signHead({ db, clock }: Parts, signer: Signer): Promise<boolean> {
  const last = await newestHead(db.prisma);
  const covered = await toBeSigned(db.prisma, last?.lastEvent ?? 0, last?.lastAct ?? 0, most);
  if (covered.entries.length === 0 && covered.acts.length === 0) return false;
  const head = { ...covered, number: (last?.number ?? 0) + 1, at: clock() };
  const jws = await signer.sign(claimsOf({ ...head, before: last?.jws ?? null }));
  await keepHead(db.prisma, { ...head, keyId: signer.keyId, jws });
  return true;
}

/** After news, what was committed meanwhile is collected for so long, so that a busy second makes one head. */
const collects = 1_000;
/** So often it looks even without news: what is done outside of runs makes none. */
const looks = 2_000;

/**
 * Signs heads until `signal` aborts: at most a second after a commit it is covered. What goes wrong is logged and tried
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
