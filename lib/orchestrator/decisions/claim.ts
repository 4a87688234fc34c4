import type { CommandOf } from "@/lib/core/commands";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { claimAt } from "@/lib/core/transition";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import type { Deciding } from "./deciding";

/** How long a claim lasts, in milliseconds. */
const claimLasts = 10 * 60_000;

/** When a claim that begins at `now` is over, as an ISO time. */
export function claimEnd(now: Date): string {
  return new Date(now.getTime() + claimLasts).toISOString();
}

/** The command by which a principal says from `now` on that they are at a run. */
export function claimOf(principal: Principal, now: Date): CommandOf<"claim"> {
  return { type: "claim", by: actorOf(principal), until: claimEnd(now) };
}

type Claiming = Pick<Deciding, "principal" | "idempotency">;

/**
 * Says that the principal is looking at a waiting run. A courtesy, not a lock: anybody may still decide, and a later
 * claim replaces an earlier one. One's own is renewed.
 *
 * @throws CodedError `invalid_state` when the run waits for nobody, `forbidden`, `run_not_found`
 */
export async function claimRun(
  context: Context,
  runId: string,
  { principal, idempotency }: Claiming,
): Promise<RunState> {
  demandRole(principal, "reviewer");
  return perform(context, runId, (_stored, now) => ({ command: claimOf(principal, now) }), idempotency);
}

/**
 * Takes the principal's own claim back, also when the run does not wait any more. Somebody else's stays, and whoever
 * has none has nothing to take back.
 *
 * @throws CodedError `forbidden`, `run_not_found`
 */
export async function releaseRun(
  context: Context,
  runId: string,
  { principal, idempotency }: Claiming,
): Promise<RunState> {
  demandRole(principal, "reviewer");
  return perform(
    context,
    runId,
    ({ state }, now) => {
      if (claimAt(state, now.toISOString())?.by.id !== principal.id) return null;
      return { command: { type: "release", by: actorOf(principal) } };
    },
    idempotency,
  );
}
