import { CodedError } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import { placeOf } from "@/lib/core/transition";
import { toColumn, toNullableColumn } from "@/lib/store/json-column";
import { loadRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { demandRole } from "./see";

/** How long a claim lasts, in milliseconds. */
const claimLasts = 10 * 60_000;

/**
 * Says that the principal is looking at a waiting run. A courtesy, not a lock: anybody may still decide, and a later
 * claim replaces an earlier one.
 *
 * @throws CodedError `invalid_state` when the run waits for nobody, `forbidden`, `run_not_found`
 */
export async function claimRun(context: Context, principal: Principal, runId: string): Promise<void> {
  demandRole(principal, "reviewer");
  const { state } = await loadRun(context.db.prisma, runId);
  if (state.status !== "awaiting_human") {
    throw new CodedError("invalid_state", `The run is ${state.status}; only one that waits can be claimed`, {
      current_state: placeOf(state),
    });
  }
  await context.db.prisma.run.update({
    where: { id: runId },
    data: {
      claimedBy: toColumn(actorOf(principal)),
      claimedById: principal.id,
      claimedUntil: new Date(context.clock().getTime() + claimLasts),
    },
  });
  context.wakeups.announce(runId);
}

/**
 * Takes the principal's own claim back; somebody else's stays.
 * @throws CodedError `forbidden`, `run_not_found`
 */
export async function releaseRun(context: Context, principal: Principal, runId: string): Promise<void> {
  demandRole(principal, "reviewer");
  await loadRun(context.db.prisma, runId);
  await context.db.prisma.run.updateMany({
    where: { id: runId, claimedById: principal.id },
    data: { claimedBy: toNullableColumn(null), claimedById: null, claimedUntil: null },
  });
  context.wakeups.announce(runId);
}
