import { parseProgressFromLogs } from "replicate";
import { z } from "zod";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Prediction } from "../contract";
import type { LeftOut } from "../read-json";
import { withoutSecrets } from "./errors";
import { replicateLimits } from "./limits";

/** A field that nothing hangs on: what cannot be read counts as not told. */
const told = <Value>(shape: z.ZodType<Value>) => shape.nullish().catch(null);
const text = told(z.string());
const time = told(z.string().refine((value) => !Number.isNaN(Date.parse(value))));

const statuses = ["starting", "processing", "succeeded", "failed", "canceled", "aborted"] as const;
/** A status nobody knows says that it is not over: only words that are known end a call. */
const Status = z.string().transform((word) => statuses.find((known) => known === word) ?? "processing");

/**
 * A prediction as Replicate answers it (`schemas_prediction_response` of its description), out of JSON that is within
 * bounds already. It must say which it is and how it stands; all else may be missing.
 */
export const ReplicatePrediction = z.looseObject({
  id: z.string().regex(/^[\w.-]{1,200}$/),
  status: Status,
  model: text,
  version: text,
  input: told(z.custom<JsonObject>(isJsonObject)),
  output: z.custom<Json>(() => true).optional(),
  error: z.custom<Json>(() => true).optional(),
  logs: text,
  source: text,
  data_removed: told(z.boolean()),
  webhook: text,
  created_at: time,
  started_at: time,
  completed_at: time,
  metrics: told(z.looseObject({ predict_time: told(z.number().min(0).max(replicateLimits.longestRun)) })),
});
export type ReplicatePrediction = z.infer<typeof ReplicatePrediction>;

/** A page of `GET /predictions`; each entry is read by itself, so that one that is odd does not hide the others. */
export const PredictionPage = z.looseObject({
  next: text,
  results: z.array(z.custom<Json>(() => true)),
});

/**
 * Replicate's prediction in the terms of the provider contract; `aborted` (ended before it began) is `canceled`.
 * @param leftOut what of the whole answer could not be read
 */
export function predictionOf(
  answer: ReplicatePrediction,
  token: string,
  leftOut: readonly LeftOut[] = [],
): Prediction {
  const { error, metrics, version } = answer;
  const logs = (answer.logs ?? "").slice(-replicateLimits.logLength);
  const words = typeof error === "string" ? error : error == null ? null : printJson(error);
  const progress = parseProgressFromLogs(logs)?.percentage ?? null;
  const unreadable = leftOut
    .filter(({ pointer }) => pointer === "/output" || pointer.startsWith("/output/"))
    .map(({ pointer, why }) => `${pointer.slice(0, replicateLimits.detailLength)}: ${why}`);
  return {
    id: answer.id,
    status: answer.status === "aborted" ? "canceled" : answer.status,
    input: answer.data_removed === true ? null : (answer.input ?? null),
    output: answer.output ?? null,
    ...(unreadable.length > 0 && { unreadable }),
    ...(answer.data_removed === true && { dataRemoved: true as const }),
    error: words === null ? null : withoutSecrets(words.slice(0, replicateLimits.detailLength), token),
    logs,
    progress: answer.status === "succeeded" ? 1 : progress && Math.min(1, progress),
    startedAt: answer.started_at ?? null,
    completedAt: answer.completed_at ?? null,
    predictTimeMs: metrics?.predict_time == null ? null : Math.round(metrics.predict_time * 1000),
    version: version == null || version === "hidden" ? null : version,
  };
}
