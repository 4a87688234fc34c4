import type { z } from "zod";
import type { Execution, FindQuery, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import type { ReplicateAnswer, ReplicateClient, ReplicateRequest } from "./client";
import { lostAnswer, parseJson, refusal, type Stake, unreadable } from "./errors";
import { matchPrediction, searchStart, versionId } from "./find";
import { replicateLimits } from "./limits";
import { PredictionPage, predictionOf, ReplicatePrediction } from "./prediction";

export interface ExecuteOptions {
  client: ReplicateClient;
  token: string;
  /** True for Replicate itself, which takes webhooks over HTTPS only. */
  httpsWebhooksOnly: boolean;
  now: () => Date;
  onRateLimit: (until: Date, reason: string) => void;
}

/**
 * Replicate's predictions as the asynchronous half of the provider contract
 * (https://replicate.com/docs/reference/http). Every method throws `ProviderError` only:
 * `submit` of all three kinds, `get` and `cancel` never `unknown`, `find` never `permanent`.
 */
export function createExecution(options: ExecuteOptions): Execution {
  const { client, token, now } = options;

  async function call(
    stake: Stake,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<ReplicateAnswer> {
    if (token === "")
      throw new ProviderError("permanent", "Replicate has no API token: set REPLICATE_API_TOKEN.");
    if (signal.aborted) throw new ProviderError("temporary", "The call was called off before it was sent.");
    const answer = await client.send(request, signal).catch((cause: unknown) => {
      throw lostAnswer(stake, cause, token);
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    const error = refusal(stake, answer, token, now());
    if (error.status === 429) {
      options.onRateLimit(new Date(now().getTime() + (error.retryAfterMs ?? 1_000)), error.message);
    }
    throw error;
  }

  async function read<Shape extends z.ZodType>(
    stake: Stake,
    shape: Shape,
    what: string,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<z.infer<Shape>> {
    const answer = await call(stake, request, signal);
    const parsed = shape.safeParse(parseJson(answer.text));
    if (!parsed.success) throw unreadable(stake, answer, what);
    return parsed.data;
  }

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
      const request = submission(wanted, options.httpsWebhooksOnly);
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
  { model, payload, webhookUrl }: ProviderCall,
  httpsWebhooksOnly: boolean,
): ReplicateRequest {
  const reachable = webhookUrl !== null && (webhookUrl.startsWith("https:") || !httpsWebhooksOnly);
  const webhook = reachable ? { webhook: webhookUrl, webhook_events_filter: ["start", "completed"] } : {};
  if (model.version !== null) {
    const data = { version: versionId(model.version), input: payload, ...webhook };
    return { method: "POST", path: "/predictions", data };
  }
  const [owner, name, ...rest] = model.name.split("/");
  if (!isName(owner) || !isName(name) || rest.length > 0) {
    throw new ProviderError("permanent", `Replicate's models are named owner/name, not "${model.name}".`);
  }
  return {
    method: "POST",
    path: `/models/${owner}/${name}/predictions`,
    data: { input: payload, ...webhook },
  };
}

/** A single path segment that can mean nothing but itself. */
function isName(part: string | undefined): part is string {
  return part !== undefined && /^[\w.-]+$/.test(part) && !/^\.+$/.test(part);
}

function predictionPath(id: string): string {
  if (!isName(id)) throw new ProviderError("permanent", `"${id}" is not the id of a prediction.`);
  return `/predictions/${id}`;
}
