import type { Edits } from "@/lib/contracts/decide";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { ReviewStep } from "@/lib/contracts/words";
import { refusal } from "@/lib/core/errors";
import { hiddenIssues } from "@/lib/core/hidden/hidden-issues";
import { issueOf } from "@/lib/core/issue";
import type { RunState } from "@/lib/core/state";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import { documentOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { bounded } from "../bounded";
import type { Context } from "../context";
import { perform } from "../perform";
import type { Plan } from "../plan";
import { demandRole } from "../reading/see";
import { attachmentsOf, resolveModel, runModel } from "../requests/request";
import { providerOf, storedModel } from "../requests/stored-model";
import { sealRequestEdits } from "../secrets/seal-request";
import { demandConfirmed } from "./confirmed";
import { answerOf, type Deciding, overspending } from "./deciding";
import { presentIn } from "./eligible";
import { patchedPayload } from "./patched-payload";
import { checkQuestion, demandBinding } from "./question";

type EditKey = keyof Edits;

/** What may be edited at each step: what is still ahead of it. */
const editable: Record<ReviewStep, readonly EditKey[]> = {
  information_review: ["prompt", "attachments", "model"],
  payload_review: ["payload", "payload_whole", "revision"],
  api_call: ["payload", "payload_whole", "revision"],
  response_review: ["response"],
};

interface EditInput {
  message?: string | undefined;
  edits: Edits;
  approve: boolean;
  /** An admin goes over a budget that asks, for the reason that `message` gives. */
  over_budget?: boolean | undefined;
}

function demandEditable({ model }: RunState, step: ReviewStep, edits: Edits): void {
  // A question is of no model, and no edit makes it one.
  const allowed = editable[step].filter((key) => key !== "model" || !model.asks_only);
  const names = { step, allowed: [...allowed] };
  const faults = Object.keys(edits)
    .filter((key) => !allowed.some((one) => one === key))
    .map((key) => ({ pointer: `/edits/${key}`, says: said("fault_not_editable", names) }));
  if (faults.length > 0) throw refusal("validation_error", said("not_editable", names), faults);
}

/** Judged as the model's own answer is: what may be empty there may be made empty here. */
async function emptyAnswer(provider: Provider, response: Json, model: ModelDescription): Promise<Issue[]> {
  const emptiness = await bounded(provider, "emptiness", { response, model });
  if (emptiness === "full") return [];
  return [
    issueOf({
      field: "response",
      severity: emptiness === "empty" ? "error" : "warning",
      says: said("edited_answer_empty"),
    }),
  ];
}

async function planEdit(
  context: Context,
  stored: StoredRun,
  deciding: Deciding,
  input: EditInput,
): Promise<Plan> {
  const { edits, approve } = input;
  const present = await presentIn(context, stored.state, deciding.principal);
  const answer = {
    ...answerOf(deciding, stored.state, input.message),
    ...present,
    ...overspending(deciding, input),
  };
  if (edits.payload || edits.payload_whole || edits.revision !== undefined) {
    const patched = { patch: edits.payload, whole: edits.payload_whole, revision: edits.revision };
    const { payload, ...kept } = await patchedPayload(context, stored, deciding.principal, patched);
    return { command: { type: "edit_payload", approve, payload, ...answer }, ...kept };
  }
  if (edits.response !== undefined) {
    const { response } = edits;
    const empty = await emptyAnswer(providerOf(context, stored), response, storedModel(stored));
    const issues = [...empty, ...hiddenIssues(response, "response")];
    const { digest, documents } = documentOf(response);
    return { command: { type: "edit_response", approve, digest, issues, ...answer }, documents };
  }
  const resolved = edits.model === undefined ? null : await resolveModel(context, { model: edits.model });
  const {
    model,
    attachments: attached,
    secrets,
  } = await sealRequestEdits(context, stored, deciding.principal, {
    model: resolved?.model ?? storedModel(stored),
    attachments: edits.attachments && attachmentsOf({ attachments: edits.attachments }),
  });
  const provider = resolved?.provider ?? providerOf(context, stored);
  const changed = {
    ...(edits.prompt === undefined ? {} : { prompt: edits.prompt }),
    ...(attached && { attachments: attached }),
  };
  const { prompt, attachments } = { ...stored.state, ...changed };
  const found = await bounded(provider, "find", { model, request: { prompt, attachments } });
  return {
    command: {
      type: "edit_request",
      approve,
      ...answer,
      ...changed,
      ...(resolved ? { model: runModel({ provider, model }) } : {}),
      found,
    },
    ...(resolved ? { description: model } : {}),
    secrets,
  };
}

/**
 * Edits what the open review is about. The edit is saved as a revision in any case; with `approve`, and no error
 * issues left, the run goes on with exactly it, else it keeps waiting with the new issues.
 *
 * @throws CodedError `validation_error` for a key that this step does not take, `already_decided`, `stale_review`, `binding_required`,
 *   `invalid_state`, `forbidden`, `run_not_found`
 */
export function editReview(
  context: Context,
  runId: string,
  deciding: Deciding,
  input: EditInput,
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  return perform(
    context,
    runId,
    async (stored) => {
      await checkQuestion(context, stored.state, deciding.question);
      await demandBinding(context, stored.state, deciding, "edit");
      if (input.approve !== false) demandConfirmed(context, stored.state, deciding, "edit");
      if (stored.state.review) demandEditable(stored.state, stored.state.review.step, input.edits);
      return planEdit(context, stored, deciding, input);
    },
    deciding.idempotency,
  );
}
