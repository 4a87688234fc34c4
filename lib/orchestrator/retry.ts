import type { JsonObject } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { ProviderError } from "@/lib/providers/provider-error";
import { loadRun } from "@/lib/store/load-run";
import { isUniqueViolation } from "@/lib/store/unique-violation";
import type { Context } from "./context";
import { answerOf, type Deciding } from "./deciding";
import { patchedPayload } from "./patched-payload";
import { perform } from "./perform";
import { checkQuestion } from "./question";
import { demandRole } from "./see";
import { providerOf } from "./stored-model";

interface RetryInput {
  message?: string | undefined;
  payload?: JsonObject | undefined;
  adopt?: string | undefined;
}

const notToAdopt = (message: string) =>
  new CodedError("validation_error", message, { errors: [{ pointer: "/adopt", message }] });

/** The provider must know the call that somebody says was made. */
async function demandCall(context: Context, runId: string, id: string): Promise<void> {
  const provider = providerOf(context, await loadRun(context.db.prisma, runId));
  try {
    await provider.execute.get(id, AbortSignal.timeout(context.limits.lookupTimeout));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "permanent") throw notToAdopt(`${provider.label} knows no call ${id}`);
    throw new CodedError(
      "provider_error",
      `Whether there is a call ${id} could not be asked: ${error.message}`,
    );
  }
}

/**
 * Asks for another attempt, after a failed call or an answer that is not good enough.
 *
 * @param body.payload a JSON Merge Patch on the payload; absent, the same one runs again
 * @param body.adopt the provider's id of the call, when its outcome was unknown and somebody found it: nothing is sent
 * @throws CodedError `already_decided`, `stale_review`, `invalid_state`, `unresolved_issues`, `validation_error`,
 *   `provider_error`, `forbidden`, `run_not_found`
 */
export async function retryCall(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: RetryInput,
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  const { adopt = null } = body;
  if (adopt !== null) await demandCall(context, runId, adopt);
  try {
    return await perform(
      context,
      runId,
      async (stored) => {
        await checkQuestion(context, stored.state, deciding.question);
        const answer = answerOf(deciding, body.message);
        if (!body.payload) return { command: { type: "retry", payload: null, adopt, ...answer } };
        const { payload, documents } = await patchedPayload(context, stored, body.payload);
        return { command: { type: "retry", payload, adopt, ...answer }, documents };
      },
      deciding.idempotency,
    );
  } catch (error) {
    // One call belongs to one attempt, and the database itself sees to it.
    if (adopt !== null && isUniqueViolation(error))
      throw notToAdopt(`Call ${adopt} belongs to another attempt already`);
    throw error;
  }
}
