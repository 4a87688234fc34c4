import type { Execution, FindQuery, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";
import type { ReplicateRequest } from "./client";
import { matchPrediction, searchStart } from "./find";
import { replicateLimits } from "./limits";
import { isName, modelPath, versionId } from "./names";
import { PredictionPage, predictionOf, ReplicatePrediction } from "./prediction";

export interface ExecuteOptions {
  ask: Ask;
  token: string;
  /** True for Replicate itself, which takes webhooks over HTTPS only. */
  httpsWebhooksOnly: boolean;
}

/**
 * Replicate's predictions as the asynchronous half of the provider contract
 * (https://replicate.com/docs/reference/http). Every method throws `ProviderError` only:
 * `submit` of all three kinds, `get` and `cancel` never `unknown`, `find` never `permanent`.
 */
export function createExecution({ ask, token, httpsWebhooksOnly }: ExecuteOptions): Execution {
  const { call, read } = ask;

  async function list(query: FindQuery, signal: AbortSignal): Promise<ReplicatePrediction[]> {
    const since = searchStart(query.notBefore);
    const found: ReplicatePrediction[] = [];
    let params: Record<string, string> = {};
    for (let page = 0; page < replicateLimits.searchPages; page++) {
      const request = { method: "GET", path: "/predictions", params } as const;
      const { results, next } = await read("read", PredictionPage, "a list of predictions", request, signal);
      found.push(...results);
      const oldest = results.at(-1)?.created_at;
      if (next == null || (oldest != null && Date.parse(oldest) < since.getTime())) return found;
      // Only the cursor is taken from `next`: the token goes to no address that an answer names.
      params = Object.fromEntries(new URL(next, "https://api.replicate.com").searchParams);
    }
    throw new ProviderError("unknown", "The list of predictions is too long to be searched.");
  }

  return {
    async submit(wanted, signal) {
      const request = submission(wanted, httpsWebhooksOnly);
      return predictionOf(await read("submit", ReplicatePrediction, "a prediction", request, signal), token);
    },
    async get(id, signal) {
      const request = { method: "GET", path: predictionPath(id) } as const;
      return predictionOf(await read("read", ReplicatePrediction, "a prediction", request, signal), token);
    },
    async cancel(id, signal) {
      await call("read", { method: "POST", path: `${predictionPath(id)}/cancel` }, signal);
    },
    async find(query, signal) {
      const listed = await list(query, signal).catch((error: unknown) => {
        // A list that is refused says nothing about the call: it must not read as the call's own failure.
        if (error instanceof ProviderError && error.kind === "permanent") {
          throw new ProviderError("unknown", error.message, {
            ...(error.status !== null && { status: error.status }),
          });
        }
        throw error;
      });
      const match = matchPrediction(listed, query);
      return match === null ? null : predictionOf(match, token);
    },
  };
}

/**
 * The request of one call: with a version `POST /predictions`, without one the official model's own
 * route. The payload goes out untouched, not through the client's upload of files (law 1).
 */
function submission(
  { model, payload, webhookUrl, cancelAfterSeconds }: ProviderCall,
  httpsWebhooksOnly: boolean,
): ReplicateRequest {
  const reachable = webhookUrl !== null && (webhookUrl.startsWith("https:") || !httpsWebhooksOnly);
  const webhook = reachable ? { webhook: webhookUrl, webhook_events_filter: ["start", "completed"] } : {};
  const byVersion = model.version !== null && { version: versionId(model.version) };
  return {
    method: "POST",
    path: byVersion ? "/predictions" : `${modelPath(model.name)}/predictions`,
    data: { ...byVersion, input: payload, ...webhook },
    // Should nobody of ours be there to cancel it, Replicate ends the prediction by itself and its cost with it.
    ...(cancelAfterSeconds !== undefined && { headers: { "cancel-after": `${cancelAfterSeconds}s` } }),
  };
}

function predictionPath(id: string): string {
  if (!isName(id)) throw new ProviderError("permanent", `"${id}" is not the id of a prediction.`);
  return `/predictions/${id}`;
}
