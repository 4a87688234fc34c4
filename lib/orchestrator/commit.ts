import { type RunState, stateFormat } from "@/lib/core/state";
import type { Rows } from "@/lib/store/connection/rows";
import { takeTurn } from "@/lib/store/groups";
import { passFence } from "@/lib/store/holds";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { kept } from "@/lib/store/runs/outbox";
import { keepSecrets } from "@/lib/store/runs/sealed-secrets";
import { keepUses } from "@/lib/store/uploaded-files";
import type { Breath } from "./breath";
import { passBudgets } from "./calls/pass-budgets";
import type { Context } from "./context";
import { usesIn } from "./files/uses-in";
import { jobOf } from "./jobs";
import { logTransition } from "./log-transition";
import { noticesOf } from "./notices/notices-of";
import { latestEnd } from "./predictions/deadline";
import { descriptionOf } from "./requests/stored-model";
import { announcementsOf } from "./webhooks/announcements-of";
import { deliveriesOf } from "./webhooks/deliveries-of";

interface Circumstances {
  now: Date;
  idempotency: IdempotencyClaim | null;
  /** True where the run begins with this. */
  isNew?: boolean;
}

/**
 * Puts a breath into one transaction (law 4), with the end of the job at hand where nothing is left of it, and hands
 * over the jobs that follow.
 * @param stored the run as it was loaded, or as it would be where it begins
 * @param write writes the run and its log, and gives the hash of its last entry
 * @throws Held, Conflict, CodedError `budget_exceeded`, and whatever `write` throws; nothing is written then
 */
export async function commit(
  context: Context,
  stored: StoredRun,
  breath: Breath,
  { now, idempotency, isNew = false }: Circumstances,
  write: (rows: Rows) => Promise<string | null>,
): Promise<RunState> {
  const { db, atHand } = context;
  const { transition: next, commands, secrets } = breath;
  const { run_id } = next.run;
  const before = isNew ? null : stored.state;
  for (const command of commands) context.reached(`${command}:before-commit`);
  const announcements = await announcementsOf(context, next);
  const jobs = context.outbox(
    [
      ...next.effects.map((effect) => jobOf(next.run, effect)),
      ...deliveriesOf(stored, next),
      ...announcements,
      ...noticesOf(context, before, next.run),
      ...(isNew ? latestEnd(stored, next.run) : []),
    ],
    now,
  );
  const { head, isOff, seen } = await kept(jobs, () =>
    db.write(async (rows) => {
      const last = await write(rows);
      await takeTurn(rows, next.run, next.events);
      await passFence(db, rows, before, { state: next.run, userId: stored.userId });
      await passBudgets(db, rows, before, next, stored.userId);
      await keepSecrets(rows, run_id, secrets, now);
      await keepUses(db, rows, usesIn(stored, breath, isNew));
      await jobs.write(rows);
      if (idempotency) await claimKey(rows, idempotency, run_id, now);
      const off = (atHand?.isDone(next.run) && (await atHand.takeOff(rows))) ?? false;
      return { head: last, isOff: off, seen: db.known.seen };
    }),
  );
  try {
    if (isOff) atHand?.isOff();
    // What was erased beside the state is not in hand here.
    if (next.run.erased) db.known.forget(run_id);
    else db.known.keep(storedAfter(stored, breath, head), seen);
    for (const command of commands) context.reached(`${command}:after-commit`);
    logTransition(context, before, next);
    context.told(before, next);
  } finally {
    // Whatever fails here, the jobs are committed, and nobody else takes them up.
    jobs.begin();
  }
  context.wakeups.announce(run_id);
  return next.run;
}

/** The run as whoever loads it next would read it. */
function storedAfter(
  stored: StoredRun,
  { transition: { run: state }, description, secrets }: Breath,
  head: string | null,
): StoredRun {
  const { claim } = state;
  return {
    ...stored,
    state,
    format: stateFormat,
    head,
    hasSecrets: secrets.length > 0 || (stored.hasSecrets ?? true),
    ...(description && { description: descriptionOf(description) }),
    ...(claim !== undefined && {
      claimedBy: claim && { ...claim.by },
      claimedUntil: claim && new Date(claim.until),
    }),
  };
}
