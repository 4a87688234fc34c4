import { isLegal } from "@/lib/core/legal";
import { actorOf } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandSight } from "../reading/see";
import type { Deciding, Question } from "./deciding";
import { checkVersion } from "./question";

/**
 * Ends a run before its time, the provider's call included; whoever may see it may cancel it.
 *
 * @throws CodedError `invalid_state` when it has ended already, `stale_review`, `run_not_found`
 */
export function cancelRun(
  context: Context,
  runId: string,
  deciding: Pick<Deciding, "principal" | "idempotency"> & { question?: Pick<Question, "if_match"> },
  body: { reason?: string | undefined },
): Promise<RunState> {
  const { principal, idempotency, question } = deciding;
  return perform(
    context,
    runId,
    async (stored) => {
      demandSight(principal, stored, runId);
      if (question && isLegal("cancel", stored.state)) await checkVersion(context, stored.state, question);
      return { command: { type: "cancel", by: actorOf(principal), reason: body.reason?.trim() || null } };
    },
    idempotency,
  );
}
