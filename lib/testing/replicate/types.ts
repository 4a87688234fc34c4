import type { Json, JsonObject } from "@/lib/contracts/json";

/** The calls the server answers, by the names that scripts use. */
export type RouteName =
  | "create_prediction"
  | "get_prediction"
  | "cancel_prediction"
  | "list_predictions"
  | "get_model"
  | "get_version"
  | "account"
  | "webhook_secret"
  | "file";

/**
 * Whether a call that is not answered normally takes effect all the same: at once, after a time, or when
 * `acceptLate()` is called.
 */
export type Acceptance = boolean | { afterMs: number } | "late";

/** How one call is answered instead of normally. */
export type Answer =
  | { kind: "normal" }
  | {
      kind: "status";
      status: number;
      detail?: string;
      retryAfter?: number | string;
      body?: string;
      accepted?: Acceptance;
    }
  /** Takes effect at once; answers after `ms`, or when `release()` is called. */
  | { kind: "late"; ms?: number }
  | { kind: "never"; accepted?: Acceptance }
  /** The connection is destroyed without an answer. */
  | { kind: "drop"; accepted: Acceptance }
  /** Headers and half of the body, then the connection is destroyed. */
  | { kind: "half" }
  | { kind: "malformed"; body?: string }
  /** Any status, headers and body, as a proxy in between may answer; what it announces need not be true. */
  | { kind: "raw"; status: number; body?: string; headers?: Record<string, string>; accepted?: boolean }
  /** The prediction as it is, with its JSON text changed. */
  | { kind: "bent"; bend: (json: string) => string }
  /** So many bytes, or without end. */
  | { kind: "flood"; bytes: number }
  /** A byte now and then, without end. */
  | { kind: "drip"; everyMs: number };

export type FinalStatus = "succeeded" | "failed" | "canceled" | "aborted";

/** What becomes of one prediction. */
export interface Script {
  status?: FinalStatus;
  output?: Json;
  error?: string;
  logs?: string;
  /** Seconds reported as `metrics.predict_time`; 1 unless told. */
  predictTime?: number;
  /**
   * When it ends: after so many looks at it (0: as soon as it was accepted), when `finish`,
   * `fail` or a cancel ends it (`held`), or after a time. 0 looks unless told.
   */
  ends?: { polls: number } | "held" | { afterMs: number };
}

export type WebhookEvent = "start" | "output" | "logs" | "completed";

/** A prediction as the server keeps it; `view` in predictions.ts is what it answers. */
export interface StoredPrediction {
  id: string;
  model: string;
  version: string;
  input: JsonObject;
  output: Json;
  error: string | null;
  logs: string;
  status: "starting" | "processing" | FinalStatus;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  deadline: Date | null;
  predictTime: number;
  dataRemoved: boolean;
  source: "api" | "web";
  webhook: string | null;
  webhookFilter: WebhookEvent[] | null;
  script: Script;
  looks: number;
}

/** One call as it came in. */
export interface RecordedRequest {
  route: RouteName | null;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** The very bytes. */
  raw: Buffer;
  /** The bytes as JSON, or null. */
  body: Json;
}

/** One webhook that was sent, and what its receiver said. */
export interface WebhookDelivery {
  event: WebhookEvent;
  predictionId: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** The receiver's HTTP status; null when it could not be reached. */
  status: number | null;
}

/** A model the server knows. */
export interface ServedModel {
  name: string;
  version: string;
  /** Official models are run by name; all others by version only. */
  official?: boolean;
  description?: string | null;
  runCount?: number;
  openapiSchema?: JsonObject | null;
  exampleInput?: JsonObject;
  exampleOutput?: Json;
}

export interface ReplicateServerOptions {
  /** 0, a free port, unless told. */
  port?: number;
  /** The one bearer token that is let in. */
  token?: string;
  /** `whsec_…`, base64. */
  webhookSecret?: string;
  now?: () => Date;
  /** Known besides those of the built-in catalogue. */
  models?: ServedModel[];
  /** What becomes of a prediction that no script was given for. */
  defaultScript?: Script;
  /** Predictions a page; Replicate's own is 100. */
  pageSize?: number;
  /** How one call is answered, before `nextAnswers` is asked; null leaves it to that. */
  answerTo?: (request: RecordedRequest) => Answer | null;
  /** What becomes of a prediction of this input, before `nextPredictions` is asked; null leaves it to that. */
  scriptFor?: (input: JsonObject) => Script | null;
}
