import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import type { CheckedPayload } from "@/lib/core/commands";
import { CodedError, refusal } from "@/lib/core/errors";
import { mergePatch } from "@/lib/core/merge-patch";
import { secretPlaces } from "@/lib/providers/payload/secret-places";
import { loadPayload } from "@/lib/store/runs/commit";
import { type Documents, documentsOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { type KeptSecret, loadSecrets } from "@/lib/store/runs/sealed-secrets";
import { modelForReview } from "../calls/model-watch";
import type { Context } from "../context";
import { planChange } from "../requests/plan-request";
import { providerOf, storedModel } from "../requests/stored-model";
import { Door } from "../secrets/door";
import { joined } from "../secrets/secret-issues";
import { demandRoom } from "./payload-room";

/** The run's present payload. @throws CodedError `invalid_state` before there is one */
export async function presentPayload(context: Context, { state }: StoredRun): Promise<JsonObject> {
  if (!state.payload) throw new CodedError("invalid_state", "There is no payload yet");
  const { payload } = await loadPayload(context.db.prisma, state.run_id, state.payload.revision);
  return isJsonObject(payload) ? payload : {};
}

async function revisionPayload(context: Context, { state }: StoredRun, number: number): Promise<JsonObject> {
  const newest = state.payload?.revision ?? 0;
  if (number > newest) {
    throw refusal("validation_error", said("no_revision", { number }), [
      { pointer: "/edits/revision", says: said("fault_no_revision", { newest }) },
    ]);
  }
  const { payload } = await loadPayload(context.db.prisma, state.run_id, number);
  return isJsonObject(payload) ? payload : {};
}

/** What a payload becomes: another one in its place, or itself or an earlier revision with a merge patch on it. */
interface PayloadEdit {
  patch?: JsonObject | undefined;
  whole?: JsonObject | undefined;
  revision?: number | undefined;
}

/**
 * The present payload, the revision that is named, or a whole one in its place, with a JSON Merge Patch (RFC 7396)
 * applied, checked and priced again.
 * @throws CodedError `invalid_state` before there is a payload, `validation_error` for a revision there is not,
 *   `payload_too_large` when the edits make it so
 */
export async function patchedPayload(
  context: Context,
  stored: StoredRun,
  { patch = {}, whole, revision }: PayloadEdit,
): Promise<{ payload: CheckedPayload; documents: Documents; secrets: KeptSecret[] }> {
  const present = await presentPayload(context, stored);
  const before = revision === undefined ? present : await revisionPayload(context, stored, revision);
  const merged = mergePatch(whole ?? before, patch);
  const model = storedModel(stored);
  const known = await loadSecrets(context.db.prisma, stored.state.run_id);
  const door = new Door(context, stored.state.run_id, known);
  const from = whole ? "/edits/payload_whole" : "/edits/payload";
  const incoming = { from, place: secretPlaces(model), before };
  const content = door.seal(isJsonObject(merged) ? merged : {}, incoming);
  const secrets = door.close();
  // What the provider did not know when the payload was built, it may know now.
  const { issues } = stored.state.model_seen ? { issues: [] } : await modelForReview(context, stored);
  demandRoom(present, content);
  const { prompt, attachments } = stored.state;
  const planned = {
    provider: providerOf(context, stored),
    model,
    request: { prompt, attachments },
    secrets: joined(known, secrets),
    ofModel: issues,
  };
  return { payload: await planChange(planned, content), documents: documentsOf(content), secrets };
}
