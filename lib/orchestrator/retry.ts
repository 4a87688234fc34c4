import type { JsonObject } from "@/lib/contracts/json";
import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { answerOf, type Deciding } from "./deciding";
import { patchedPayload } from "./patched-payload";
import { perform } from "./perform";
import { checkQuestion } from "./question";
import { demandRole } from "./see";

/**
 * Asks for another attempt, after a failed call or an answer that is not good enough.
 *
 * @param body.payload a JSON Merge Patch on the payload; absent, the same one runs again
 * @throws CodedError `already_decided`, `stale_review`, `invalid_state`, `unresolved_issues`, `forbidden`, `run_not_found`
 */
export function retryCall(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: { message?: string | undefined; payload?: JsonObject | undefined },
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  return perform(
    context,
    runId,
    async (stored) => {
      await checkQuestion(context, stored.state, deciding.question);
      const answer = answerOf(deciding, body.message);
      if (!body.payload) return { command: { type: "retry", payload: null, ...answer } };
      const { payload, documents } = await patchedPayload(context, stored, body.payload);
      return { command: { type: "retry", payload, ...answer }, documents };
    },
    deciding.idempotency,
  );
}
