import type { Json, JsonObject } from "@/lib/contracts/json";
import type { FinalStatus, Script, StoredPrediction, WebhookEvent } from "./types";

type Listener = (event: WebhookEvent, prediction: StoredPrediction) => void;
type Wanted = Pick<
  StoredPrediction,
  "model" | "version" | "input" | "webhook" | "webhookFilter" | "deadline" | "script" | "source"
>;

/** All predictions of one server and what becomes of them; every change is told to the listener. */
export class PredictionBook {
  /** Oldest first. */
  readonly all: StoredPrediction[] = [];
  private readonly waiting = new Map<string, (() => void)[]>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly now: () => Date,
    private readonly outputOf: (prediction: StoredPrediction) => Json,
    private readonly tell: Listener,
  ) {}

  create(wanted: Wanted): StoredPrediction {
    const prediction: StoredPrediction = {
      ...wanted,
      id: `rp${(this.all.length + 1).toString(36).padStart(24, "0")}`,
      output: null,
      error: null,
      logs: "",
      status: "starting",
      createdAt: this.now(),
      startedAt: null,
      completedAt: null,
      predictTime: wanted.script.predictTime ?? 1,
      dataRemoved: false,
      looks: 0,
    };
    this.all.push(prediction);
    return prediction;
  }

  find(id: string): StoredPrediction | null {
    return this.all.find((prediction) => prediction.id === id) ?? null;
  }

  /** After a prediction was accepted: those that need no look end now, timed ones later. */
  accepted(prediction: StoredPrediction): void {
    const ends = prediction.script.ends ?? { polls: 0 };
    if (ends === "held") {
      this.start(prediction);
    } else if ("afterMs" in ends) {
      this.later(ends.afterMs / 4, () => this.start(prediction));
      this.later(ends.afterMs, () => this.end(prediction));
    } else if (ends.polls === 0) {
      this.end(prediction);
    }
  }

  /** One look at a prediction, which may be what it was waiting for. */
  look(prediction: StoredPrediction): void {
    this.enforceDeadline(prediction);
    const ends = prediction.script.ends ?? { polls: 0 };
    if (ends === "held" || !("polls" in ends) || isFinal(prediction)) return;
    prediction.looks += 1;
    if (prediction.looks > ends.polls) this.end(prediction);
    else this.start(prediction);
  }

  start(prediction: StoredPrediction): void {
    if (prediction.status !== "starting") return;
    prediction.status = "processing";
    prediction.startedAt = this.now();
    prediction.logs = prediction.script.logs ?? "Loading\n 50%|█████     | 2/4 [00:01<00:01,  2.00it/s]\n";
    this.tell("start", prediction);
    this.tell("logs", prediction);
  }

  /** Ends a prediction as its script, or `how`, says. Ended ones stay as they are. */
  end(prediction: StoredPrediction, how: Script = prediction.script): void {
    if (isFinal(prediction)) return;
    const status: FinalStatus = how.status ?? (how.error === undefined ? "succeeded" : "failed");
    if (status === "succeeded" || status === "failed") this.start(prediction);
    prediction.status = status;
    prediction.completedAt = this.now();
    if (status === "succeeded") {
      prediction.output = how.output === undefined ? this.outputOf(prediction) : how.output;
      this.tell("output", prediction);
    } else {
      prediction.output = how.output ?? null;
      prediction.error = how.error ?? (status === "failed" ? "The model failed." : null);
    }
    this.tell("completed", prediction);
    for (const go of this.waiting.get(prediction.id) ?? []) go();
    this.waiting.delete(prediction.id);
  }

  cancel(prediction: StoredPrediction): void {
    this.end(prediction, { status: "canceled" });
  }

  /** What Replicate does an hour after the end: input, output and logs are gone. */
  removeData(prediction: StoredPrediction): void {
    prediction.input = {};
    prediction.output = null;
    prediction.logs = "";
    prediction.dataRemoved = true;
  }

  /** Resolves at the prediction's end, or after `seconds`. */
  ended(prediction: StoredPrediction, seconds: number): Promise<void> {
    if (isFinal(prediction)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.set(prediction.id, [...(this.waiting.get(prediction.id) ?? []), resolve]);
      this.later(seconds * 1000, resolve);
    });
  }

  enforceDeadline(prediction: StoredPrediction): void {
    const { deadline } = prediction;
    if (deadline === null || isFinal(prediction) || this.now() < deadline) return;
    this.end(prediction, { status: prediction.startedAt === null ? "aborted" : "canceled" });
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private later(ms: number, what: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      what();
    }, ms);
    this.timers.add(timer);
  }
}

export function isFinal(prediction: StoredPrediction): boolean {
  return prediction.status !== "starting" && prediction.status !== "processing";
}

/** A prediction as Replicate answers it; absent times are left out, as its description has them. */
export function viewOf(prediction: StoredPrediction, apiUrl: string): JsonObject {
  const { id, model, version, input, output, error, logs, status, source } = prediction;
  return {
    id,
    model,
    version,
    input,
    output,
    error,
    logs,
    status,
    source,
    data_removed: prediction.dataRemoved,
    created_at: prediction.createdAt.toISOString(),
    ...(prediction.startedAt && { started_at: prediction.startedAt.toISOString() }),
    ...(prediction.completedAt && {
      completed_at: prediction.completedAt.toISOString(),
      metrics: { predict_time: prediction.predictTime, total_time: prediction.predictTime + 0.25 },
    }),
    ...(prediction.deadline && { deadline: prediction.deadline.toISOString() }),
    urls: {
      web: `https://replicate.com/p/${id}`,
      get: `${apiUrl}/predictions/${id}`,
      cancel: `${apiUrl}/predictions/${id}/cancel`,
    },
  };
}
