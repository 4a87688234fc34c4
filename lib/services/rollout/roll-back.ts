import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { changed } from "@/lib/core/rollout/change";
import type { Doer } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { appendRollout, type RolloutStand } from "@/lib/store/rollout";
import { requireAdmin } from "../people/require-admin";

/** How often a rollback is tried again when somebody changes the rollout in the same moment: it must not lose. */
const tries = 10;

/**
 * Puts everyone back on the old path, from the next request on, on every instance. Runs that were begun on the new
 * path end there. Rolling back what is off already is written down all the same.
 * @throws CodedError `forbidden` for everyone but admins
 */
export async function rollBack(
  { db }: { db: Database },
  principal: Principal,
  why: string,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await rollBackAs({ db }, principal, why, now);
}

/** The same for whoever may use the database itself; `npm run rollback`. */
export async function rollBackAs(
  { db }: { db: Database },
  doer: Doer,
  why: string,
  now: Date,
): Promise<void> {
  const { kind, id, name } = doer;
  const actor = { kind, id, name };
  const next = (stand: RolloutStand) =>
    stand.state.stage === "off"
      ? { ...stand, changes: ["rolled back; it was off already"] }
      : changed(stand, { stage: "off" }, actor, now.toISOString());
  for (let left = tries; ; left--) {
    try {
      await appendRollout(db, { kind: "rollback", at: now, actor, why }, next, { doer });
      return;
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== "conflict" || left === 0) throw error;
    }
  }
}
