import type { Limits } from "@/lib/orchestrator/limits";
import type { ReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { Answer } from "@/lib/providers/replicate/fixtures/types";
import type { Outage } from "./outage";

/** What a fault may take hold of. */
export interface Place {
  replicate: ReplicateServer;
  outage: Outage;
  limit(limits: Partial<Limits>): void;
  /** From now on the provider's clock is so many milliseconds ahead of ours, or, below 0, behind. */
  skewClock(ms: number): void;
  /** The next so many files cannot be written: no space is left. */
  refuseFiles(times: number): void;
  /** Another process holds the database's write lock for so many milliseconds. */
  lockDatabase(ms: number): Promise<void>;
}

/** One thing that goes wrong, once for each run. */
export interface Fault {
  name: string;
  arrange(place: Place): void | Promise<void>;
}

const many = 50;
const busy = { kind: "status", status: 429, retryAfter: 0 } as const satisfies Answer;
const turnedAway = { kind: "status", status: 503, retryAfter: 0 } as const satisfies Answer;
/** Longer than a submission is waited for, so that the first look cannot find it. */
const late = { afterMs: 300 };
const broken = { kind: "status", status: 500 } as const satisfies Answer;

/** For a submission that gets no answer, or whose worker is lost: all that happens is that somebody waits for it. */
const hasty = { submitTimeout: 250, submitLease: 600 };

const submission = (name: string, ...answers: Answer[]): Fault => ({
  name,
  arrange: ({ replicate }) => replicate.nextAnswers("create_prediction", ...answers),
});
const silence = (name: string, accepted: boolean | typeof late): Fault => ({
  name,
  arrange: ({ replicate, limit }) => {
    limit(hasty);
    replicate.nextAnswers("create_prediction", { kind: "never", accepted });
  },
});
const outage = (name: string, ...during: Parameters<Outage["begin"]>): Fault => ({
  name,
  arrange: (place) => {
    place.limit(hasty);
    place.outage.begin(...during);
  },
});
const refusal = (status: number, detail: string): Fault =>
  submission(`${status} (${detail.toLowerCase()})`, { kind: "status", status, detail });
const skewed = (name: string, ms: number): Fault => ({
  name,
  arrange: ({ replicate, skewClock }) => {
    skewClock(ms);
    replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
  },
});
const ending = (name: string, script: Parameters<ReplicateServer["nextPredictions"]>[0]): Fault => ({
  name,
  arrange: ({ replicate }) => replicate.nextPredictions(script),
});
const look = (name: string, ...answers: Answer[]): Fault => ({
  name,
  arrange: ({ replicate }) => {
    replicate.nextPredictions({ ends: { polls: 1 } });
    replicate.nextAnswers("get_prediction", ...answers);
  },
});
const file = (name: string, ...answers: Answer[]): Fault => ({
  name,
  arrange: ({ replicate }) => replicate.nextAnswers("file", ...answers),
});

/** Everything that is tried, in the order in which a call meets it. */
export const faults: Record<string, Fault[]> = {
  "Sending the call": [
    submission("429 once", busy),
    submission("429 again and again", ...Array.from({ length: many }, () => busy)),
    submission("503 with Retry-After, not accepted", turnedAway),
    submission("503 with Retry-After, though accepted", { ...turnedAway, accepted: true }),
    submission("503 with Retry-After, and accepted late", { ...turnedAway, accepted: late }),
    submission("408, not accepted", { kind: "status", status: 408 }),
    submission("408, though accepted", { kind: "status", status: 408, accepted: true }),
    submission("500, not accepted", broken),
    submission("500, though accepted (a gateway's)", { ...broken, accepted: true }),
    submission("500 again and again", ...Array.from({ length: many }, () => broken)),
    silence("no answer in time, not accepted", false),
    silence("no answer in time, though accepted", true),
    silence("no answer in time, and accepted only after that", late),
    submission("connection dropped before it was accepted", { kind: "drop", accepted: false }),
    submission("connection dropped after it was accepted", { kind: "drop", accepted: true }),
    submission("an answer that is no JSON", { kind: "malformed" }),
    submission("half an answer", { kind: "half" }),
    {
      name: "answer lost, and the list is refused (403)",
      arrange: ({ replicate }) => {
        replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
        replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "No listing" });
      },
    },
    skewed("answer lost, and the provider's clock is 0.3 s behind ours", -300),
    skewed("answer lost, and the provider's clock is 20 s ahead of ours", 20_000),
    skewed("answer lost, and the provider's clock is 20 s behind ours", -20_000),
    refusal(401, "Unauthenticated"),
    refusal(402, "Insufficient credit"),
    refusal(404, "No such model"),
    refusal(422, "Input validation failed"),
  ],
  "Waiting for the answer": [
    look("500 once", broken),
    look("an answer that is no JSON", { kind: "malformed" }),
    look("connection dropped", { kind: "drop", accepted: true }),
    look("the prediction is gone (404)", { kind: "status", status: 404, detail: "Not found" }),
    ending("prediction failed", { status: "failed", error: "CUDA out of memory" }),
    ending("prediction canceled at the provider", { status: "canceled" }),
    ending("prediction aborted at the provider", { status: "aborted" }),
    ending("succeeded, with nothing in it", { output: null }),
  ],
  "Keeping the files": [
    file("500 once", broken),
    file("connection dropped half way", { kind: "half" }),
    file("the file is gone (404)", { kind: "status", status: 404 }),
    { name: "the file is too large", arrange: ({ limit }) => limit({ artifactBytes: 100 }) },
    { name: "the disk is full for a moment", arrange: ({ refuseFiles }) => refuseFiles(2) },
    { name: "the disk stays full", arrange: ({ refuseFiles }) => refuseFiles(Number.POSITIVE_INFINITY) },
  ],
  "Our own database": [
    { name: "locked by another process for half a second", arrange: ({ lockDatabase }) => lockDatabase(500) },
    outage("errors for a while, before the call", "call:before-send", 3),
    outage("errors for a while, after the provider accepted", "call:after-answer", 3),
    outage("errors for a while, while the answer is kept", "artifact:after-copy", 3),
    outage("away for longer than a job is tried", "call:after-answer", 60),
  ],
};
