import { fileKey } from "@/lib/contracts/is-file-ref";
import { sealedKey } from "@/lib/contracts/is-sealed";
import type { JsonObject } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { digestOf } from "@/lib/core/digest";
import { CodedError, refusal } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { ProviderError } from "@/lib/providers/provider-error";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import { loadPayload } from "@/lib/store/runs/commit";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { demandConfirmed } from "./confirmed";
import { answerOf, type Deciding, glassBroken, overspending } from "./deciding";
import { namingWhoMay, presentIn } from "./eligible";
import { patchedPayload } from "./patched-payload";
import { checkQuestion, demandBinding } from "./question";

interface RetryInput {
  message?: string | undefined;
  payload?: JsonObject | undefined;
  adopt?: string | undefined;
  break_glass?: boolean | undefined;
  over_budget?: boolean | undefined;
}

const notToAdopt = (says: Said) => refusal("validation_error", says, [{ pointer: "/adopt", says }]);

/** The provider must know the call that somebody says was made, and must have made it with what was signed (law 1). */
async function demandCall(context: Context, runId: string, id: string): Promise<void> {
  const stored = await loadRun(context.db.prisma, runId);
  const provider = providerOf(context, stored);
  const { attempt } = stored.state;
  try {
    const { execute } = await callsOf(context, runId, provider);
    const { input } = await execute.get(id, AbortSignal.timeout(context.limits.lookupTimeout));
    if (!input || !attempt || digestOf(input) === attempt.digest) return;
    const { content } = await loadPayload(context.db.prisma, runId, attempt.revision);
    // Providers keep inline files elsewhere and show no secrets: what stands in their place says nothing.
    if (content.includes('"data:') || [sealedKey, fileKey].some((key) => content.includes(`"${key}":`)))
      return;
    throw notToAdopt(said("adopts_other_payload", { id }));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "permanent") throw notToAdopt(said("adopts_unknown", { label: provider.label, id }));
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
 * @param body.break_glass whether an admin goes ahead without the approvals that are demanded, as `message` says why
 * @throws CodedError `already_decided`, `stale_review`, `binding_required`, `invalid_state`, `unresolved_issues`,
 *   `validation_error`, `not_eligible`, `provider_error`, `forbidden`, `run_not_found`
 */
export async function retryCall(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: RetryInput,
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  const { adopt = null } = body;
  const glass = { ...glassBroken(deciding, body), ...overspending(deciding, body) };
  if (adopt !== null) await demandCall(context, runId, adopt);
  try {
    return await namingWhoMay(context, runId, () =>
      perform(
        context,
        runId,
        async (stored) => {
          await checkQuestion(context, stored.state, deciding.question);
          await demandBinding(context, stored.state, deciding, "retry");
          demandConfirmed(context, stored.state, deciding, "retry");
          const present = await presentIn(context, stored.state, deciding.principal);
          const answer = { adopt, ...glass, ...present, ...answerOf(deciding, stored.state, body.message) };
          if (!body.payload) return { command: { type: "retry", payload: null, ...answer } };
          const { payload, ...kept } = await patchedPayload(context, stored, deciding.principal, {
            patch: body.payload,
          });
          return { command: { type: "retry", payload, ...answer }, ...kept };
        },
        deciding.idempotency,
      ),
    );
  } catch (error) {
    // One call belongs to one attempt, and the database itself sees to it.
    if (adopt !== null && isUniqueViolation(error))
      throw notToAdopt(said("adopts_others_call", { id: adopt }));
    throw error;
  }
}
