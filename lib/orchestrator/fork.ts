import type { ForkBody } from "@/lib/contracts/decide";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { mergePatch } from "@/lib/core/merge-patch";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { loadPayload } from "@/lib/store/commit";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { loadRun, type StoredRun } from "@/lib/store/load-run";
import { bounded } from "./bounded";
import type { Context } from "./context";
import { demandRoom } from "./payload-room";
import { attachmentsOf, KeptRequest, resolveModel, runModel } from "./request";
import { demandSight } from "./see";
import { startRun } from "./start-run";
import { providerOf, storedModel } from "./stored-model";

/**
 * The parent's payload goes along as long as what it was built from stays the same; before there is one, what the
 * parent's own request wants of it does.
 */
async function requestOf(
  context: Context,
  stored: StoredRun,
  edits: NonNullable<ForkBody["edits"]>,
): Promise<KeptRequest> {
  const { state } = stored;
  const kept = KeptRequest.parse(stored.request);
  const patch = edits.payload ?? {};
  const rebuilt = edits.prompt !== undefined || edits.attachments !== undefined || edits.model !== undefined;
  if (rebuilt) return { ...kept, edits: { payload: null, patches: [patch] } };
  if (!state.payload) {
    const { payload = null, patches = [] } = kept.edits ?? {};
    demandRoom([payload, ...patches], [payload, ...patches, patch]);
    return { ...kept, edits: { payload, patches: [...patches, patch] } };
  }
  const { payload } = await loadPayload(context.db.prisma, state.run_id, state.payload.revision);
  if (isJsonObject(payload)) demandRoom(payload, mergePatch(payload, patch));
  return { ...kept, edits: { payload: isJsonObject(payload) ? payload : null, patches: [patch] } };
}

/**
 * Starts a new run from another one, wherever that stands: the same request, model and policy, and the payload
 * as people left it, with the edits on top. The other run is not touched.
 *
 * @returns the new run at step `created`; it names the other one as its parent
 * @throws CodedError `run_not_found`, `validation_error` for a model there is not, `idempotency_conflict`,
 *   `payload_too_large` when the edits make the payload so
 */
export async function forkRun(
  context: Context,
  principal: Principal,
  runId: string,
  { edits = {} }: ForkBody,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  const stored = await loadRun(context.db.prisma, runId);
  demandSight(principal, stored, runId);
  const { state } = stored;
  const resolved = edits.model === undefined ? null : await resolveModel(context, { model: edits.model });
  const provider = resolved?.provider ?? providerOf(context, stored);
  const model = resolved?.model ?? storedModel(stored);
  const prompt = edits.prompt ?? state.prompt;
  const attachments =
    edits.attachments === undefined ? state.attachments : attachmentsOf({ attachments: edits.attachments });
  await bounded(provider, "read", { model, request: { prompt, attachments } });
  return startRun(
    context,
    {
      by: actorOf(principal),
      model: resolved ? runModel(resolved) : state.model,
      policy: state.policy,
      prompt,
      attachments,
      parent_run_id: runId,
    },
    {
      ownerId: principal.id,
      userId: stored.userId,
      sessionId: stored.sessionId,
      request: await requestOf(context, stored, edits),
      description: model,
    },
    idempotency,
  );
}
