import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import type { CheckedPayload } from "@/lib/core/commands";
import { CodedError } from "@/lib/core/errors";
import { mergePatch } from "@/lib/core/merge-patch";
import { loadPayload } from "@/lib/store/commit";
import { type Documents, documentsOf } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import { withIssues } from "./build";
import type { Context } from "./context";
import { modelForReview } from "./model-watch";
import { demandRoom } from "./payload-room";
import { providerOf, storedModel } from "./stored-model";
import { checkChange } from "./unchecked";

/** The run's present payload. @throws CodedError `invalid_state` before there is one */
export async function presentPayload(context: Context, { state }: StoredRun): Promise<JsonObject> {
  if (!state.payload) throw new CodedError("invalid_state", "There is no payload yet");
  const { payload } = await loadPayload(context.db.prisma, state.run_id, state.payload.revision);
  return isJsonObject(payload) ? payload : {};
}

async function revisionPayload(context: Context, { state }: StoredRun, number: number): Promise<JsonObject> {
  const newest = state.payload?.revision ?? 0;
  if (number > newest) {
    const message = `must be a payload revision of this run: 1 to ${newest}`;
    throw new CodedError("validation_error", `There is no payload revision ${number}`, {
      errors: [{ pointer: "/edits/revision", message }],
    });
  }
  const { payload } = await loadPayload(context.db.prisma, state.run_id, number);
  return isJsonObject(payload) ? payload : {};
}

/**
 * The present payload, or the revision that is named, with a JSON Merge Patch (RFC 7396) applied, checked and priced
 * again.
 * @throws CodedError `invalid_state` before there is a payload, `validation_error` for a revision there is not,
 *   `payload_too_large` when the edits make it so
 */
export async function patchedPayload(
  context: Context,
  stored: StoredRun,
  { patch = {}, revision }: { patch?: JsonObject | undefined; revision?: number | undefined },
): Promise<{ payload: CheckedPayload; documents: Documents }> {
  const present = await presentPayload(context, stored);
  const base = revision === undefined ? present : await revisionPayload(context, stored, revision);
  const merged = mergePatch(base, patch);
  const content = isJsonObject(merged) ? merged : {};
  // What the provider did not know when the payload was built, it may know now.
  const { issues } = stored.state.model_seen ? { issues: [] } : await modelForReview(context, stored);
  demandRoom(present, content);
  const { prompt, attachments } = stored.state;
  const asked = { model: storedModel(stored), request: { prompt, attachments }, payload: content };
  return {
    payload: withIssues(await checkChange(providerOf(context, stored), asked), issues),
    documents: documentsOf(content),
  };
}
