import type { ErasureRule } from "@/lib/contracts/erasure";
import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { isErased } from "@/lib/core/erasing";
import { refusal } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { noteIn } from "@/lib/store/audit";
import { loadLog } from "@/lib/store/runs/load-log";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import { verifyLog } from "../reading/verify-log";

interface Erasing {
  /** An admin, or the machine. */
  by: Principal | Actor;
  rule: ErasureRule;
  why?: string | undefined;
  /** Nothing is done to a run that ended later, whatever the columns say. */
  endedBefore?: Date;
}

/** Whether a call that was on its way when the run ended may still have to be found by its payload, and stopped. */
function mayBeOnItsWay({ attempt }: RunState, { limits }: Context, now: Date): boolean {
  if (attempt?.phase !== "submitting" || attempt.lease_until === null) return false;
  return now.getTime() < Date.parse(attempt.lease_until) + limits.lookApart + limits.eraseAfterCall;
}

/**
 * Erases what was said of a run that has ended: prompt, payloads, answers, request, reasons and comments, in its log and
 * beside it, in one transaction with the entry that says so and with one of the audit log; files follow as a job. Digests,
 * times, names and numbers stay, and so does every hash. The entry says whether all was as the log named it until then.
 * What was erased already is not erased again.
 * @throws CodedError `run_not_found`, `invalid_state` for a run that has not ended, or whose call may still have to be
 *   stopped, `unavailable` when the storage of files does not answer
 */
export function eraseRun(
  context: Context,
  runId: string,
  { by, rule, why, endedBefore }: Erasing,
): Promise<RunState> {
  return perform(context, runId, async ({ state }, now) => {
    if (endedBefore && !(state.completed_at && new Date(state.completed_at) < endedBefore)) return null;
    if (state.completed_at && mayBeOnItsWay(state, context, now))
      throw refusal("invalid_state", said("call_on_its_way"));
    const log = await loadLog(context.db.prisma, runId);
    const spoken = log.filter(({ event }) => !isErased(event) && event.type !== "erased");
    if (state.erased && spoken.every(({ salt }) => salt === null)) return null;
    const { intact } = await verifyLog(context, runId);
    const not_erasable = spoken.filter(({ salt }) => salt === null).map(({ event }) => event.seq);
    const target = { id: runId, name: state.model.name };
    const after = { rule, not_erasable, intact };
    return {
      command: { type: "erase", by: "role" in by ? actorOf(by) : by, ...after },
      also: (rows) => noteIn(rows, by, { action: "run.erased", target, after, why }, now),
    };
  });
}

/**
 * The same by hand.
 * @throws CodedError as `eraseRun`, and `forbidden` for everyone but admins
 */
export async function eraseByHand(
  context: Context,
  principal: Principal,
  runId: string,
  why: string | undefined,
): Promise<void> {
  demandRole(principal, "admin");
  await eraseRun(context, runId, { by: principal, rule: "by_hand", why });
}
