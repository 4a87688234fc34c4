import { z } from "zod";
import { HttpUrl } from "../create-run";
import { GivenObject, type Json, type JsonObject } from "../json";

/** What a webhook may be sent for, in Replicate's words. */
export const webhookEvents = ["start", "output", "logs", "completed"] as const;
export const WebhookEvent = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

const fields = {
  /** The model's input, whole: exactly this is reviewed. */
  input: GivenObject,
  webhook: HttpUrl.optional(),
  webhook_events_filter: z.array(WebhookEvent).max(20).optional(),
  /** Taken for older clients; it asks for nothing. */
  stream: z.boolean().optional(),
};

/** The body of `POST /models/{owner}/{name}/predictions`. */
export const NewModelPrediction = z.strictObject(fields);
export type NewModelPrediction = z.infer<typeof NewModelPrediction>;

/** The body of `POST /predictions`: `version` is `owner/name`, `owner/name:version` or a version's id. */
export const NewPrediction = z.strictObject({ ...fields, version: z.string().min(1).max(500) });
export type NewPrediction = z.infer<typeof NewPrediction>;

/** The query of `GET /predictions`. */
export const ListPredictions = z.strictObject({
  cursor: z.string().max(1_000).optional(),
  created_after: z.iso.datetime({ offset: true }).optional(),
  created_before: z.iso.datetime({ offset: true }).optional(),
  source: z.enum(["web"]).optional(),
});
export type ListPredictions = z.infer<typeof ListPredictions>;

/** A run as Replicate shows a prediction; what is not known is left out, as its description has it. */
export interface Prediction {
  id: string;
  model: string;
  version: string;
  input: JsonObject;
  output: Json;
  logs: string;
  error: string | null;
  status: "starting" | "processing" | "succeeded" | "failed" | "canceled";
  source: "api";
  data_removed: boolean;
  created_at: string;
  started_at?: string;
  completed_at?: string;
  deadline?: string;
  metrics?: { predict_time?: number; total_time: number };
  urls: { web: string; get: string; cancel: string; stream?: string };
}
