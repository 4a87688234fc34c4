import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { urlOf } from "@/lib/contracts/url-of";
import type { Execution, FindQuery, Prediction, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";
import type { ReplicateRequest } from "./client";
import { type Stake, unreadable } from "./errors";
import { matchPrediction, mayBeOurs, searchStart } from "./find";
import { replicateBaseUrl, replicateLimits } from "./limits";
import { isName, modelPath, versionId } from "./names";
import { PredictionPage, predictionOf, ReplicatePrediction } from "./prediction";
import { uploadToReplicate } from "./upload";

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
  const { call, read, readWhole } = ask;

  async function prediction(
    stake: Stake,
    request: ReplicateRequest,
    signal: AbortSignal,
    id?: string,
  ): Promise<Prediction> {
    const { data, leftOut } = await readWhole(stake, ReplicatePrediction, "a prediction", request, signal);
    if (id !== undefined && data.id !== id)
      throw unreadable(stake, { status: 200, broken: `it is about ${data.id}` }, `prediction ${id}`);
    return predictionOf(data, token, leftOut);
  }

  /** Everything listed since the call, and how many entries of that time nobody can read and may be the call. */
  async function list(query: FindQuery, signal: AbortSignal): Promise<Listed> {
    const since = searchStart(query.notBefore).getTime();
    const found: ReplicatePrediction[] = [];
    let unread = 0;
    let params: Record<string, string> = {};
    for (let page = 0; page < replicateLimits.searchPages; page++) {
      const request = { method: "GET", path: "/predictions", params } as const;
      const { results, next } = await read("read", PredictionPage, "a list of predictions", request, signal);
      const times = results.map(createdAt);
      // The newest come first: what stands behind one from before is from before, whether it says so or not.
      const before = times.findIndex((at) => at < since);
      for (const [place, entry] of results.entries()) {
        const parsed = ReplicatePrediction.safeParse(entry);
        if (parsed.success) found.push(parsed.data);
        else if ((before === -1 || place < before) && mayBeOurs(entry, query)) unread += 1;
      }
      const last = times.findLast((at) => !Number.isNaN(at));
      if (next == null || results.length === 0 || (last !== undefined && last < since))
        return { found, unread };
      // Only the cursor is taken from `next`: the token goes to no address that an answer names.
      const following = urlOf(next, replicateBaseUrl);
      if (following === null) break;
      params = Object.fromEntries(following.searchParams);
    }
    throw new ProviderError("unknown", said("list_endless"));
  }

  return {
    upload: (file, signal) => uploadToReplicate(ask, file, signal),
    async submit(wanted, signal) {
      const request = submission(wanted, httpsWebhooksOnly);
      return prediction("submit", request, signal);
    },
    async get(id, signal) {
      const request = { method: "GET", path: predictionPath(id) } as const;
      return prediction("read", request, signal, id);
    },
    async cancel(id, signal) {
      await call("read", { method: "POST", path: `${predictionPath(id)}/cancel` }, signal);
    },
    async find(query, signal) {
      const listed = await list(query, signal).catch((error: unknown) => {
        // A list that is refused says nothing about the call: it must not read as the call's own failure.
        if (error instanceof ProviderError && error.kind === "permanent") {
          throw new ProviderError("unknown", error.said, {
            ...(error.status !== null && { status: error.status }),
          });
        }
        throw error;
      });
      const match = matchPrediction(listed.found, query);
      if (match !== null) return predictionOf(match, token);
      if (listed.unread === 0) return null;
      // What was skipped may be the very call: then nobody may say that it was never made (law 3).
      throw new ProviderError("unknown", said("list_unreadable", { count: listed.unread }));
    },
  };
}

interface Listed {
  found: ReplicatePrediction[];
  unread: number;
}

/** When an entry, readable or not, says that it was made, in milliseconds; NaN where it does not say. */
function createdAt(entry: Json): number {
  const told = isJsonObject(entry) ? entry.created_at : null;
  return typeof told === "string" ? Date.parse(told) : Number.NaN;
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
  if (!isName(id)) throw new ProviderError("permanent", said("no_prediction_id", { id }));
  return `/predictions/${id}`;
}
