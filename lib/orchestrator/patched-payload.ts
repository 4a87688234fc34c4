import { isJsonObject, type JsonObject } from "@/lib/contracts/json";
import type { CheckedPayload } from "@/lib/core/commands";
import { CodedError } from "@/lib/core/errors";
import { mergePatch } from "@/lib/core/merge-patch";
import type { Provider } from "@/lib/providers/contract";
import { loadPayload } from "@/lib/store/commit";
import { type Documents, documentsOf } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import { buildRequest, checkPayload } from "./build";
import type { Context } from "./context";
import { providerOf, storedModel } from "./stored-model";

/** The run's present payload. @throws CodedError `invalid_state` before there is one */
export async function presentPayload(context: Context, { state }: StoredRun): Promise<JsonObject> {
  if (!state.payload) throw new CodedError("invalid_state", "There is no payload yet");
  const { payload } = await loadPayload(context.db.prisma, state.run_id, state.payload.revision);
  return isJsonObject(payload) ? payload : {};
}

/** A payload somebody changed, checked and priced against the run's own request and model. */
export function checkChanged(provider: Provider, stored: StoredRun, content: JsonObject): CheckedPayload {
  const model = storedModel(stored);
  const { prompt, attachments } = stored.state;
  const { fixed } = buildRequest(provider, model, stored.state);
  const unused = provider.requestIssues(content, { prompt, attachments, model });
  return checkPayload(provider, model, content, fixed.placements, unused);
}

/** The present payload with a JSON Merge Patch (RFC 7396) applied, checked and priced again. */
export async function patchedPayload(
  context: Context,
  stored: StoredRun,
  patch: JsonObject,
): Promise<{ payload: CheckedPayload; documents: Documents }> {
  const merged = mergePatch(await presentPayload(context, stored), patch);
  const content = isJsonObject(merged) ? merged : {};
  return {
    payload: checkChanged(providerOf(context, stored), stored, content),
    documents: documentsOf(content),
  };
}
