import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import type { CheckedPayload } from "@/lib/core/commands";
import { CodedError, refusal } from "@/lib/core/errors";
import { mergePatch } from "@/lib/core/merge-patch";
import type { Principal } from "@/lib/core/principal";
import { nodesUpTo } from "@/lib/core/same-json";
import { secretPlaces } from "@/lib/providers/payload/secret-places";
import { loadPayload } from "@/lib/store/runs/commit";
import { type Documents, documentsOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { type KeptSecret, loadSecrets } from "@/lib/store/runs/sealed-secrets";
import { modelForReview } from "../calls/model-watch";
import type { Context } from "../context";
import { namedFiles } from "../files/named-files";
import { payloadLimits } from "../limits";
import { planChange } from "../requests/plan-request";
import { providerOf, storedModel } from "../requests/stored-model";
import { Door } from "../secrets/door";
import { joined } from "../secrets/secret-issues";

/**
 * Refuses edits that make a payload too large: each fits into a body, but together they would grow without end. What
 * was too large before may become smaller.
 * @throws CodedError `payload_too_large`
 */
export function demandRoom(before: Json, after: Json): void {
  const { mostBytes, mostValues } = payloadLimits;
  const bytes = bytesOf(after);
  if (bytes > mostBytes && bytes > bytesOf(before)) {
    const sentence = `With these edits the payload would have ${bytes} bytes; it may have at most ${mostBytes} (1 MiB).`;
    throw new CodedError("payload_too_large", sentence);
  }
  const values = valuesOf(after);
  if (values > mostValues && values > valuesOf(before)) {
    const sentence = `With these edits the payload would have more than ${mostValues} values, which is the most it may have.`;
    throw new CodedError("payload_too_large", sentence);
  }
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(printJson(value));
}

function valuesOf(value: Json): number {
  return nodesUpTo(value, Number.POSITIVE_INFINITY);
}

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
  principal: Principal,
  { patch = {}, whole, revision }: PayloadEdit,
): Promise<{ payload: CheckedPayload; documents: Documents; secrets: KeptSecret[] }> {
  const present = await presentPayload(context, stored);
  const before = revision === undefined ? present : await revisionPayload(context, stored, revision);
  const merged = mergePatch(whole ?? before, patch);
  const model = storedModel(stored);
  const known = await loadSecrets(context.db.prisma, stored.state.run_id);
  const { run_id } = stored.state;
  const files = await namedFiles(context, { principal, runs: [run_id] }, [merged]);
  const door = new Door(context, run_id, known, files);
  const from = whole ? "/edits/payload_whole" : "/edits/payload";
  const incoming = { from, place: secretPlaces(model), before };
  const content = door.seal(isJsonObject(merged) ? merged : {}, incoming);
  const secrets = door.close();
  await files.adopt();
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
