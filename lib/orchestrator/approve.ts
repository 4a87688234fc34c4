import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { answerOf, type Deciding } from "./deciding";
import { perform } from "./perform";
import { checkQuestion } from "./question";
import { demandRole } from "./see";

/**
 * Approves what the open review is about; the run goes on to its next step.
 *
 * @throws CodedError `already_decided`, `stale_review`, `invalid_state`, `unresolved_issues`, `forbidden`, `run_not_found`
 */
export function approveReview(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: { message?: string | undefined; acknowledge_issues?: boolean | undefined },
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  return perform(
    context,
    runId,
    async ({ state }) => {
      await checkQuestion(context, state, deciding.question);
      const acknowledge_issues = body.acknowledge_issues ?? false;
      return { command: { type: "approve", acknowledge_issues, ...answerOf(deciding, body.message) } };
    },
    deciding.idempotency,
  );
}
