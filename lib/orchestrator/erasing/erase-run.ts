import type { ErasureRule } from "@/lib/contracts/erasure";
import type { Actor } from "@/lib/contracts/parts";
import { isErased } from "@/lib/core/erasing";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { noteIn } from "@/lib/store/audit";
import { loadLog } from "@/lib/store/runs/load-log";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";

interface Erasing {
  /** An admin, or the machine. */
  by: Principal | Actor;
  rule: ErasureRule;
  why?: string | undefined;
}

/**
 * Erases what was said of a run that has ended: prompt, payloads, answers, request, reasons and comments, in its log and
 * beside it, in one transaction with the entry that says so and with one of the audit log; files follow as a job. Digests,
 * times, names and numbers stay, and so does every hash. What was erased already is not erased again.
 * @throws CodedError `run_not_found`, `invalid_state` for a run that has not ended
 */
export function eraseRun(context: Context, runId: string, { by, rule, why }: Erasing): Promise<RunState> {
  return perform(context, runId, async ({ state }, now) => {
    const log = await loadLog(context.db.prisma, runId);
    const said = log.filter(({ event }) => !isErased(event) && event.type !== "erased");
    if (state.erased && said.every(({ salt }) => salt === null)) return null;
    const not_erasable = said.filter(({ salt }) => salt === null).map(({ event }) => event.seq);
    const target = { id: runId, name: state.model.name };
    const after = { rule, not_erasable };
    return {
      command: { type: "erase", by: "role" in by ? actorOf(by) : by, rule, not_erasable },
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
