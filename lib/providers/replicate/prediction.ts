import { parseProgressFromLogs } from "replicate";
import { z } from "zod";
import { Json, JsonObject } from "@/lib/contracts/json";
import type { Prediction } from "../contract";
import { withoutSecrets } from "./errors";

/** A prediction as Replicate answers it (`schemas_prediction_response` of its description). */
export const ReplicatePrediction = z.looseObject({
  id: z.string().min(1),
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled", "aborted"]),
  model: z.string().nullish(),
  version: z.string().nullish(),
  input: JsonObject.nullish(),
  output: Json.optional(),
  error: Json.optional(),
  logs: z.string().nullish(),
  source: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  webhook: z.string().nullish(),
  created_at: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  metrics: z.looseObject({ predict_time: z.number().nullish() }).nullish(),
});
export type ReplicatePrediction = z.infer<typeof ReplicatePrediction>;

/** A page of `GET /predictions`. */
export const PredictionPage = z.looseObject({
  next: z.string().nullish(),
  results: z.array(ReplicatePrediction),
});

/** Replicate's prediction in the terms of the provider contract; `aborted` (ended before it began) is `canceled`. */
export function predictionOf(answer: ReplicatePrediction, token: string): Prediction {
  const { error, metrics, version } = answer;
  const logs = answer.logs ?? "";
  const words = typeof error === "string" ? error : error == null ? null : JSON.stringify(error);
  return {
    id: answer.id,
    status: answer.status === "aborted" ? "canceled" : answer.status,
    input: answer.data_removed === true ? null : (answer.input ?? null),
    output: answer.output ?? null,
    error: words === null ? null : withoutSecrets(words, token),
    logs,
    progress: answer.status === "succeeded" ? 1 : (parseProgressFromLogs(logs)?.percentage ?? null),
    startedAt: answer.started_at ?? null,
    completedAt: answer.completed_at ?? null,
    predictTimeMs: metrics?.predict_time == null ? null : Math.round(metrics.predict_time * 1000),
    version: version == null || version === "hidden" ? null : version,
  };
}
