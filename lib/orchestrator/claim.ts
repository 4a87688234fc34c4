import { actorOf } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { claimAt } from "@/lib/core/transition";
import type { Context } from "./context";
import type { Deciding } from "./deciding";
import { perform } from "./perform";
import { demandRole } from "./see";

/** How long a claim lasts, in milliseconds. */
const claimLasts = 10 * 60_000;

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
  return perform(
    context,
    runId,
    (_stored, now) => {
      const until = new Date(now.getTime() + claimLasts).toISOString();
      return { command: { type: "claim", by: actorOf(principal), until } };
    },
    idempotency,
  );
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
