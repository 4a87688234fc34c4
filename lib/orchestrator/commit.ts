import type { RunState } from "@/lib/core/state";
import type { Transaction } from "@/lib/store/client";
import { type CallInHand, passFence } from "@/lib/store/holds";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import { promising } from "@/lib/store/outbox";
import { keepSecrets } from "@/lib/store/sealed-secrets";
import type { Breath } from "./breath";
import type { Context } from "./context";
import { jobOf } from "./jobs";
import { logTransition } from "./log-transition";

/**
 * Puts a breath into one transaction (law 4), with the end of the job at hand where nothing is left of it, and hands
 * over the jobs that follow.
 * @param before the run as it was loaded; null for one that begins
 * @param write writes the run and its log
 * @throws Held, and whatever `write` throws; nothing is written then
 */
export async function commit(
  context: Context,
  before: RunState | null,
  { transition: next, commands, secrets }: Breath,
  {
    now,
    idempotency,
    userId,
  }: { now: Date; idempotency: IdempotencyClaim | null } & Omit<CallInHand, "state">,
  write: (tx: Transaction) => Promise<void>,
): Promise<RunState> {
  const { db, atHand } = context;
  const { run_id } = next.run;
  for (const command of commands) context.reached(`${command}:before-commit`);
  const jobs = context.outbox(
    next.effects.map((effect) => jobOf(next.run, effect)),
    now,
  );
  const isOff = await promising(db, jobs, async (tx) => {
    await write(tx);
    await passFence(db, tx, before, { state: next.run, userId });
    await keepSecrets(tx, run_id, secrets, now);
    if (idempotency) await claimKey(tx, idempotency, run_id, now);
    return (atHand?.isDone(next.run) && (await atHand.takeOff(tx))) ?? false;
  });
  for (const command of commands) context.reached(`${command}:after-commit`);
  if (isOff) atHand?.isOff();
  logTransition(context, before, next);
  jobs.begin();
  context.wakeups.announce(run_id);
  return next.run;
}
