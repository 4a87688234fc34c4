import type { ForkBody } from "@/lib/contracts/decide";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { mergePatch } from "@/lib/core/merge-patch";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { secretPlaces } from "@/lib/providers/payload/secret-places";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { loadPayload } from "@/lib/store/runs/commit";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import { bounded } from "../bounded";
import type { Context } from "../context";
import { demandRoom } from "../decisions/patched-payload";
import { namedFiles } from "../files/named-files";
import { demandSight } from "../reading/see";
import { Door } from "../secrets/door";
import { sealAttachments } from "../secrets/seal-request";
import { attachmentsOf, KeptRequest, resolveModel, runModel } from "./request";
import { editorsFrom, frozenFor, rulesFor } from "./rules-for";
import { startRun } from "./start-run";
import { providerOf, storedModel } from "./stored-model";

/** The parent's payload, or before there is one the payload that its own request gives; null without either. */
async function standing(context: Context, { state }: StoredRun, { edits }: KeptRequest): Promise<Json> {
  if (!state.payload) return edits?.payload ?? null;
  return (await loadPayload(context.db.prisma, state.run_id, state.payload.revision)).payload;
}

/** What the parent's request said. Its webhook and its deadline are its asker's: nobody else's fork speaks to them. */
function keptOf({ request, ownerId }: StoredRun, { id }: Principal): KeptRequest {
  const kept = KeptRequest.parse(request);
  if (ownerId === id) return kept;
  return { ...kept, webhook_url: null, webhook_events: null, cancel_after_seconds: null };
}

/**
 * The parent's payload goes along as long as what it was built from stays the same; before there is one, what the
 * parent's own request wants of it does.
 */
async function requestOf(
  context: Context,
  principal: Principal,
  stored: StoredRun,
  edits: NonNullable<ForkBody["edits"]>,
  seal: (patch: JsonObject, onto: Json) => JsonObject,
): Promise<KeptRequest> {
  const { state } = stored;
  const kept = keptOf(stored, principal);
  const { payload: given = {}, payload_whole: whole } = edits;
  if (whole) {
    const before = await standing(context, stored, kept);
    const payload = seal(whole, before);
    demandRoom(before, payload);
    return { ...kept, edits: { payload, patches: [] } };
  }
  const rebuilt = edits.prompt !== undefined || edits.attachments !== undefined || edits.model !== undefined;
  if (rebuilt) return { ...kept, edits: { payload: null, patches: [seal(given, null)] } };
  if (!state.payload) {
    const { payload = null, patches = [] } = kept.edits ?? {};
    const patch = seal(given, payload);
    demandRoom([payload, ...patches], [payload, ...patches, patch]);
    return { ...kept, edits: { payload, patches: [...patches, patch] } };
  }
  const payload = await standing(context, stored, kept);
  const patch = seal(given, payload);
  if (isJsonObject(payload)) demandRoom(payload, mergePatch(payload, patch));
  return { ...kept, edits: { payload: isJsonObject(payload) ? payload : null, patches: [patch] } };
}

/**
 * Starts a new run from another one, wherever that stands: the same request, model and policy as it was asked for, and
 * the payload as people left it, with the edits on top. The rules are those of now, for whoever forks. The other run is not touched.
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
  if (state.erased) throw refusal("invalid_state", said("nothing_left_to_fork"));
  const resolved = edits.model === undefined ? null : await resolveModel(context, { model: edits.model });
  const provider = resolved?.provider ?? providerOf(context, stored);
  const named = resolved?.model ?? storedModel(stored);
  const prompt = edits.prompt ?? state.prompt;
  const run_id = context.newId("run");
  // The secrets of the other run stay with it: whatever of them is left in this one must be given again.
  const files = await namedFiles(context, { principal, runs: [runId] }, [
    named.exampleInput,
    edits.attachments,
    edits.payload,
    edits.payload_whole,
  ]);
  const door = new Door(context, run_id, new Map(), files);
  const place = secretPlaces(named);
  const from = edits.payload_whole ? "/edits/payload_whole" : "/edits/payload";
  const sealIn = (value: JsonObject, before: Json) => door.seal(value, { from, place, before });
  const model = { ...named, exampleInput: sealIn(named.exampleInput, named.exampleInput) };
  const attachments =
    edits.attachments === undefined
      ? state.attachments
      : sealAttachments(door, model, attachmentsOf({ attachments: edits.attachments }), {
          from: "/edits/attachments",
          before: state.attachments,
        });
  const request = await requestOf(context, principal, stored, edits, sealIn);
  const secrets = door.close();
  await files.adopt();
  const telling = { user_id: stored.userId, metadata: request.metadata };
  const rules = await rulesFor(context, principal, telling);
  await bounded(provider, "read", { model, request: { prompt, attachments } });
  return startRun(
    context,
    {
      run_id,
      by: actorOf(principal),
      model: runModel({ provider, model }),
      policy: state.requested ?? state.policy,
      ...frozenFor(rules, principal, { user_id: stored.userId, user_email: request.user_email }),
      ...editorsFrom(state),
      prompt,
      attachments,
      parent_run_id: runId,
    },
    {
      ownerId: principal.id,
      userId: stored.userId,
      sessionId: stored.sessionId,
      request,
      description: model,
      secrets,
    },
    idempotency,
  );
}
