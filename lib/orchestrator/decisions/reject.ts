import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import { answerOf, type Deciding } from "./deciding";
import { checkQuestion } from "./question";

/**
 * Rejects what the open review is about; the run ends as `cancelled`.
 *
 * @throws CodedError `already_decided`, `stale_review`, `invalid_state`, `forbidden`, `run_not_found`
 */
export function rejectReview(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: { reason?: string | undefined },
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  return perform(
    context,
    runId,
    async ({ state }) => {
      await checkQuestion(context, state, deciding.question);
      return { command: { type: "reject", ...answerOf(deciding, state, body.reason) } };
    },
    deciding.idempotency,
  );
}
