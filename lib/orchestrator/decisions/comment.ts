import { actorOf } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandSight } from "../reading/see";
import type { Deciding } from "./deciding";

/**
 * Adds a remark to a run's log; whoever may see the run may comment on it.
 * @throws CodedError `run_not_found`
 */
export function commentOnRun(
  context: Context,
  runId: string,
  deciding: Pick<Deciding, "principal" | "idempotency">,
  body: { message: string },
): Promise<RunState> {
  const { principal, idempotency } = deciding;
  return perform(
    context,
    runId,
    (stored) => {
      demandSight(principal, stored, runId);
      return { command: { type: "comment", by: actorOf(principal), message: body.message.trim() } };
    },
    idempotency,
  );
}
