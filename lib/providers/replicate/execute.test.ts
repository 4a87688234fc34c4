import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import {
  type Answer,
  type ReplicateServer,
  startReplicateServer,
} from "@/lib/providers/replicate/fixtures/server";
import type { Execution, FindQuery, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import { createAsk } from "./ask";
import { createClient } from "./client";
import { createExecution } from "./execute";
import { matchPrediction } from "./find";

const start = "2026-03-01T12:00:00.000Z";
const esrgan = "f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa";
const sdxl = "7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc";
const never = new AbortController().signal;

let server: ReplicateServer;
let time: Date;
beforeEach(async () => {
  time = new Date(start);
  server = await startReplicateServer({ now: () => time, pageSize: 3, token: "r8_verysecrettoken123" });
});
afterEach(() => server.close());

function execution(
  overrides: { baseUrl?: string; timeoutMs?: number; httpsWebhooksOnly?: boolean } = {},
): Execution {
  const { baseUrl = server.url, timeoutMs, httpsWebhooksOnly = false } = overrides;
  const ask = createAsk({
    client: createClient({
      token: server.token,
      baseUrl,
      fetch,
      ...(timeoutMs !== undefined && { timeoutMs }),
    }),
    token: server.token,
    now: () => time,
  });
  return createExecution({ ask, token: server.token, httpsWebhooksOnly });
}

function flux(more: Partial<ProviderCall> = {}): ProviderCall {
  return {
    model: { name: "black-forest-labs/flux-schnell", version: null },
    payload: { prompt: "a red bicycle on a quay", num_outputs: 1 },
    attemptKey: "run_1/1",
    webhookUrl: null,
    ...more,
  };
}

function lost(more: Partial<FindQuery> = {}): FindQuery {
  return { ...flux(), notBefore: start, ...more };
}

async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await promise.then(
    () => new Error("It succeeded."),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw error;
  expect(error.message).not.toContain(server.token);
  return error;
}

describe("submit", () => {
  test("sends exactly the payload that was approved, digest for digest", async () => {
    const payload = JSON.parse(
      '{"prompt":"Ünïcode 🚲 \\u2028 \\ud800","zeta":1e21,"image":"data:image/png;base64,AAAA","alpha":[1.50,-0,{"b":null,"a":[]}],"__proto__":{"x":1},"empty":{}}',
    ) as JsonObject;
    server.addModel({ name: "acme/anything", version: "v1" });
    await execution().submit(flux({ model: { name: "acme/anything", version: "v1" }, payload }), never);
    const sent = JSON.parse(server.requests[0]?.raw.toString("utf8") ?? "") as { input: JsonObject };
    expect(digestOf(sent.input)).toBe(digestOf(payload));
    expect(Object.keys(sent)).toEqual(["version", "input"]);
  });

  test("runs a version by its id and an official model by its name", async () => {
    const versioned = await execution().submit(
      flux({
        model: { name: "nightmareai/real-esrgan", version: `nightmareai/real-esrgan:${esrgan}` },
        payload: { image: "https://example.com/a.png" },
      }),
      never,
    );
    expect(versioned).toMatchObject({ status: "starting", version: esrgan });
    const official = await execution().submit(flux(), never);
    expect(official.version).toBeNull();
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/v1/predictions",
      "/v1/models/black-forest-labs/flux-schnell/predictions",
    ]);
  });

  test("asks for webhooks only at an address that Replicate would take", async () => {
    const webhookUrl = "http://127.0.0.1:9/hook?attempt=1";
    await execution({ httpsWebhooksOnly: true }).submit(flux({ webhookUrl }), never);
    await execution({ httpsWebhooksOnly: true }).submit(
      flux({ webhookUrl: "https://127.0.0.1:9/hook" }),
      never,
    );
    expect(server.requests.map(({ body }) => body)).toMatchObject([
      { input: flux().payload },
      { webhook: "https://127.0.0.1:9/hook", webhook_events_filter: ["start", "completed"] },
    ]);
    expect(server.requests[0]?.body).not.toHaveProperty("webhook");
  });

  test("tells Replicate when to end a call that nobody ends", async () => {
    await execution().submit(flux({ cancelAfterSeconds: 3600 }), never);
    await execution().submit(flux(), never);
    expect(server.requests.map(({ headers }) => headers["cancel-after"])).toEqual(["3600s", undefined]);
    expect(server.predictions[0]?.deadline).toEqual(new Date("2026-03-01T13:00:00.000Z"));
  });

  test("a rate limit is temporary and says when to come back, in seconds, as a date or in the body", async () => {
    server.nextAnswers(
      "create_prediction",
      { kind: "status", status: 429, retryAfter: 7 },
      { kind: "status", status: 429, retryAfter: "Sun, 01 Mar 2026 12:01:00 GMT" },
      {
        kind: "status",
        status: 429,
        body: '{"detail":"Request was throttled.","status":429,"retry_after":3}',
      },
    );
    const errors = [];
    for (let n = 0; n < 3; n++) errors.push(await errorOf(execution().submit(flux(), never)));
    expect(errors.map(({ kind, status, retryAfterMs }) => [kind, status, retryAfterMs])).toEqual([
      ["temporary", 429, 7_000],
      ["temporary", 429, 60_000],
      ["temporary", 429, 3_000],
    ]);
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    [999_999_999, 900_000, 999_999_999_000],
    ["1e999", 900_000, Number.POSITIVE_INFINITY],
    ["Fri, 01 Jan 2100 00:00:00 GMT", 900_000, expect.any(Number)],
    ["1.5", 1_500, null],
    ["-30", 0, null],
    ["Sun, 01 Mar 2020 12:00:00 GMT", 0, null],
    ["NaN", null, null],
    ["soon", null, null],
    ["12, 15", null, null],
  ])("a wish to wait of %j never holds a call for more than 15 minutes", async (retryAfter, ms, tooLong) => {
    server.nextAnswers("create_prediction", { kind: "status", status: 429, retryAfter });
    const error = await errorOf(execution().submit(flux(), never));
    expect([error.retryAfterMs, error.asksTooLongMs]).toEqual([ms, tooLong]);
  });

  test("a refusal is permanent and carries the provider's own words, without the token", async () => {
    const detail = `No access for ${server.token} (Authorization: Bearer ${server.token})`;
    server.nextAnswers("create_prediction", { kind: "status", status: 402, detail });
    const error = await errorOf(execution().submit(flux(), never));
    expect(error.kind).toBe("permanent");
    expect(error.message).toBe(
      "Replicate answered 402: No access for [secret] (Authorization: Bearer [secret])",
    );
    const unknownModel = flux({ model: { name: "acme/none", version: null } });
    expect(await errorOf(execution().submit(unknownModel, never))).toMatchObject({
      kind: "permanent",
      status: 404,
    });
    const invalid = flux({ payload: { num_outputs: 99 } });
    expect(await errorOf(execution().submit(invalid, never))).toMatchObject({
      kind: "permanent",
      status: 422,
    });
  });

  test.each([
    ["an internal error", { kind: "status", status: 500 }],
    ["a gateway's error after it was accepted", { kind: "status", status: 502, accepted: true }],
    ["a 503 without a time to come back", { kind: "status", status: 503 }],
    ["a 503 with one", { kind: "status", status: 503, retryAfter: 30 }],
    ["a 408", { kind: "status", status: 408 }],
    ["a connection dropped before it was accepted", { kind: "drop", accepted: false }],
    ["a connection dropped after it was accepted", { kind: "drop", accepted: true }],
    ["a connection dropped in the middle of the answer", { kind: "half" }],
    ["an answer that is not JSON", { kind: "malformed" }],
    ["an answer that is not a prediction", { kind: "malformed", body: '{"ok":true}' }],
  ] as const)("%s leaves the outcome unknown, and nothing is sent twice", async (_name, answer) => {
    server.nextAnswers("create_prediction", answer);
    expect((await errorOf(execution().submit(flux(), never))).kind).toBe("unknown");
    expect(server.requests).toHaveLength(1);
  });

  test("a server that turns work away says with what and when to come back, and may have taken it", async () => {
    server.nextAnswers("create_prediction", { kind: "status", status: 503, retryAfter: 30 });
    expect(await errorOf(execution().submit(flux(), never))).toMatchObject({
      kind: "unknown",
      status: 503,
      retryAfterMs: 30_000,
    });
  });

  test("no answer within the time, or a call called off on its way, leaves the outcome unknown", async () => {
    server.nextAnswers("create_prediction", { kind: "never", accepted: true }, { kind: "never" });
    const error = await errorOf(execution({ timeoutMs: 50 }).submit(flux(), never));
    expect([error.kind, error.message]).toEqual([
      "unknown",
      "Replicate may have accepted the call, its answer was lost: it took too long.",
    ]);
    const abort = new AbortController();
    const call = errorOf(execution().submit(flux(), abort.signal));
    await server.received("create_prediction", 2);
    abort.abort();
    expect((await call).kind).toBe("unknown");
  });

  test("what never left this machine is temporary: no connection, no such host, called off before", async () => {
    const port = createServer().listen(0, "127.0.0.1");
    await once(port, "listening");
    const address = port.address();
    const free = typeof address === "object" && address !== null ? address.port : 0;
    port.close();
    await once(port, "close");
    const refused = execution({ baseUrl: `http://127.0.0.1:${free}/v1` });
    expect((await errorOf(refused.submit(flux(), never))).kind).toBe("temporary");
    const nowhere = execution({ baseUrl: "http://replicate.invalid/v1" });
    expect((await errorOf(nowhere.submit(flux(), never))).kind).toBe("temporary");
    expect((await errorOf(execution().submit(flux(), AbortSignal.abort()))).kind).toBe("temporary");
    expect(server.requests).toEqual([]);
  });

  test("a model's name cannot lead to another address", async () => {
    for (const name of ["../account", "owner/..", "owner/name/versions", "owner", "owner/na?me"]) {
      const error = await errorOf(execution().submit(flux({ model: { name, version: null } }), never));
      expect(error.kind).toBe("permanent");
    }
    expect(server.requests).toEqual([]);
  });
});

describe("get", () => {
  test("follows a prediction to its end", async () => {
    server.nextPredictions({ ends: { polls: 1 }, predictTime: 2.5 });
    const { id } = await execution().submit(flux(), never);
    const working = await execution().get(id, never);
    expect(working).toMatchObject({
      status: "processing",
      progress: 0.5,
      startedAt: start,
      completedAt: null,
    });
    const done = await execution().get(id, never);
    expect(done).toMatchObject({
      status: "succeeded",
      predictTimeMs: 2_500,
      completedAt: start,
      error: null,
    });
    expect(done.output).toEqual([expect.stringContaining(server.origin)]);
  });

  test("tells failed from cancelled; aborted counts as cancelled", async () => {
    server.nextPredictions({ error: "CUDA out of memory" }, { status: "canceled" }, { status: "aborted" });
    const ends = [];
    for (let n = 0; n < 3; n++) {
      const { id } = await execution().submit(flux(), never);
      ends.push(await execution().get(id, never));
    }
    expect(ends.map(({ status, error }) => [status, error])).toEqual([
      ["failed", "CUDA out of memory"],
      ["canceled", null],
      ["canceled", null],
    ]);
  });

  test.each([
    ["a server error", { kind: "status", status: 500 }],
    ["a rate limit", { kind: "status", status: 429 }],
    ["a dropped connection", { kind: "drop", accepted: false }],
    ["half an answer", { kind: "half" }],
    ["a malformed answer", { kind: "malformed" }],
  ] as const)("%s is temporary and asked once", async (_name, answer) => {
    const { id } = await execution().submit(flux(), never);
    server.nextAnswers("get_prediction", answer);
    expect((await errorOf(execution().get(id, never))).kind).toBe("temporary");
    expect(server.requests.filter(({ route }) => route === "get_prediction")).toHaveLength(1);
  });

  test("a prediction that is not there is permanent", async () => {
    expect(await errorOf(execution().get("rp404", never))).toMatchObject({ kind: "permanent", status: 404 });
    expect((await errorOf(execution().get("../account", never))).kind).toBe("permanent");
  });
});

describe("an odd answer", () => {
  const bend = (change: (answer: JsonObject) => object) => ({
    kind: "bent" as const,
    bend: (json: string) => JSON.stringify(change(JSON.parse(json))),
  });
  const replace = (from: string | RegExp, to: string) => ({
    kind: "bent" as const,
    bend: (json: string) => json.replace(from, to),
  });
  const deep = "[".repeat(10_000) + "]".repeat(10_000);

  async function look(answer: Answer) {
    server.nextPredictions({ output: "a line", ends: { polls: 0 } });
    const { id } = await execution().submit(flux(), never);
    server.nextAnswers("get_prediction", answer);
    return execution(answer.kind === "drip" ? { timeoutMs: 1_500 } : {}).get(id, never);
  }

  test("of a status nobody knows means that it still runs", async () => {
    for (const status of ["queued", "", "SUCCEEDED", "done"])
      expect((await look(bend((answer) => ({ ...answer, status })))).status).toBe("processing");
  });

  test.each([
    ["a running time in words", { metrics: { predict_time: "1.5" } }, { predictTimeMs: null }],
    ["a running time before the start", { metrics: { predict_time: -3 } }, { predictTimeMs: null }],
    ["figures that are a list", { metrics: [1] }, { predictTimeMs: null }],
    [
      "a time that is none",
      { started_at: "yesterday", completed_at: 7 },
      { startedAt: null, completedAt: null },
    ],
    ["logs that are an object", { logs: { a: 1 } }, { logs: "" }],
    ["an input that is a list", { input: [1] }, { input: null }],
    ["a version that is a number", { version: 7 }, { version: null }],
  ])("with %s loses that and nothing else", async (_name, odd, read) => {
    const prediction = await look(bend((answer) => ({ ...answer, ...odd })));
    expect(prediction).toMatchObject({ status: "succeeded", output: "a line", ...read });
    expect(prediction.unreadable).toBeUndefined();
  });

  test.each([
    ["NaN", /"output":"a line"/, '"output":[1,NaN]', [1, null], "/output/1"],
    ["a number beyond all", /"output":"a line"/, '"output":{"a":1e999}', { a: null }, "/output/a"],
    ["10,000 levels", /"output":"a line"/, `"output":${deep}`, expect.anything(), "/output/0/"],
  ])(
    "with %s in its output keeps the rest, and says what is missing",
    async (_name, from, to, output, where) => {
      const prediction = await look(replace(from, to));
      expect(prediction).toMatchObject({ status: "succeeded", output });
      expect(prediction.unreadable).toEqual([expect.stringContaining(where)]);
    },
  );

  test.each([
    ["half a JSON text", { kind: "malformed" }, "is not a prediction."],
    ["HTML", { kind: "raw", status: 200, body: "<html>Welcome</html>" }, "is not a prediction."],
    ["nothing at all", { kind: "raw", status: 204 }, "is not a prediction."],
    ["a list", { kind: "malformed", body: "[1,2]" }, "is not a prediction."],
    ["no status", bend(({ status: _, ...answer }) => answer), "is not a prediction."],
    ["an id that is an address", bend((answer) => ({ ...answer, id: "../account" })), "is not a prediction."],
    ["another's id", bend((answer) => ({ ...answer, id: "rp_other" })), "it is about rp_other."],
    ["a body that does not end", { kind: "drip", everyMs: 20 }, "its body did not come to an end in time."],
    ["a body that breaks off", { kind: "half" }, "its body broke off."],
    ["9 MiB", { kind: "flood", bytes: 9 * 1024 * 1024 }, "its body is larger than 8 MiB."],
    ["no end of bytes", { kind: "flood", bytes: Number.POSITIVE_INFINITY }, "its body is larger than 8 MiB."],
  ] as [string, Answer, string][])(
    "of %s is an answer that cannot be read, not silence",
    async (_name, answer, words) => {
      const error = await errorOf(look(answer));
      expect([error.kind, (error.status ?? 0) < 300]).toEqual(["temporary", true]);
      expect(error.message).toContain(words);
    },
  );

  test("that sends us elsewhere is not followed", async () => {
    const error = await errorOf(look({ kind: "raw", status: 302, headers: { location: server.origin } }));
    expect(error).toMatchObject({ kind: "permanent", status: 302 });
    expect(server.requests.filter(({ method }) => method === "GET")).toHaveLength(1);
  });

  test("to a submission leaves the outcome unknown, and nothing is sent twice", async () => {
    for (const answer of [
      { kind: "drip", everyMs: 20 },
      { kind: "flood", bytes: 9 * 1024 * 1024 },
    ] as const) {
      server.nextAnswers("create_prediction", answer);
      const error = await errorOf(
        execution(answer.kind === "drip" ? { timeoutMs: 1_500 } : {}).submit(flux(), never),
      );
      expect(error).toMatchObject({ kind: "unknown", status: 201 });
    }
    expect(server.requests).toHaveLength(2);
  });

  test("in a list does not hide the others in it, and hides nobody's call", async () => {
    server.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    await errorOf(execution().submit(flux(), never));
    const odd = [null, 7, { id: 5 }, { id: "rpx", status: 3, created_at: start }, "text"];
    const withOdd = bend((page) => ({ ...page, results: [...odd, ...(page.results as Json[])] }));
    server.nextAnswers(
      "list_predictions",
      withOdd,
      withOdd,
      bend(() => ({ results: [{ created_at: "2020-01-01" }] })),
    );
    expect((await execution().find(lost(), never))?.id).toBe(server.predictions[0]?.id);
    const absent = lost({ payload: { prompt: "never sent" } });
    expect(await errorOf(execution().find(absent, never))).toMatchObject({
      kind: "unknown",
      message: "5 of the listed predictions cannot be read, so whether the call was made cannot be told.",
    });
    expect(await execution().find(absent, never)).toBeNull();
  });

  test("in a list stands in the way of no call that it surely is not", async () => {
    const entry = { id: 5, created_at: start, model: flux().model.name, input: { prompt: "another's" } };
    const others = [
      entry,
      { ...entry, input: flux().payload, model: "somebody/else" },
      { ...entry, input: flux().payload, source: "web" },
      { ...entry, id: "rp_known", status: 7, input: flux().payload },
      { ...entry, created_at: "2020-01-01" },
      // Behind one from before.
      null,
    ];
    const listing = (...results: Json[]) =>
      server.nextAnswers(
        "list_predictions",
        bend(() => ({ results })),
      );
    listing(...others);
    expect(await execution().find(lost({ taken: ["rp_known"] }), never)).toBeNull();
    listing({ ...entry, input: flux().payload }, ...others);
    expect(await errorOf(execution().find(lost({ taken: ["rp_known"] }), never))).toMatchObject({
      message: expect.stringContaining("1 of the listed predictions cannot be read"),
    });
  });
});

test("cancel ends a prediction, and a lost answer to it is temporary", async () => {
  server.nextPredictions({ ends: "held" });
  const { id } = await execution().submit(flux(), never);
  server.nextAnswers("cancel_prediction", { kind: "drop", accepted: false });
  expect((await errorOf(execution().cancel(id, never))).kind).toBe("temporary");
  await execution().cancel(id, never);
  expect((await execution().get(id, never)).status).toBe("canceled");
});

describe("find", () => {
  test("finds the prediction whose answer was lost", async () => {
    server.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    await errorOf(execution().submit(flux(), never));
    const found = await execution().find(lost(), never);
    expect(found).toMatchObject({ id: server.predictions[0]?.id, status: "succeeded" });
  });

  test("is certain that there is none when nothing was accepted", async () => {
    server.nextAnswers("create_prediction", { kind: "drop", accepted: false });
    await errorOf(execution().submit(flux(), never));
    expect(await execution().find(lost(), never)).toBeNull();
  });

  test("reads on to older pages, and stops at the time of the submission", async () => {
    const ours = server.addPrediction({ model: flux().model.name, version: "hidden", input: flux().payload });
    for (let n = 0; n < 7; n++) {
      time = new Date(time.getTime() + 1_000);
      server.addPrediction({ model: flux().model.name, version: "hidden", input: { prompt: `other ${n}` } });
    }
    expect((await execution().find(lost(), never))?.id).toBe(ours.id);
    expect(server.requests).toHaveLength(3);
    const later = new Date(Date.parse(start) + 3_600_000).toISOString();
    expect(await execution().find(lost({ notBefore: later }), never)).toBeNull();
    expect(server.requests).toHaveLength(4);
  });

  test("takes neither another input, model or version, nor one from the website, an earlier time or another attempt", async () => {
    const official = { model: flux().model.name, version: "hidden" };
    server.addPrediction({ ...official, input: { prompt: "something else" } });
    server.addPrediction({ model: "black-forest-labs/flux-dev", version: "hidden", input: flux().payload });
    server.addPrediction({ ...official, input: flux().payload, source: "web" });
    server.addPrediction({ ...official, input: flux().payload, createdAt: new Date("2026-03-01T11:00:00Z") });
    const { id } = server.addPrediction({ ...official, input: flux().payload });
    expect(await execution().find(lost({ taken: [id] }), never)).toBeNull();
    const versioned = server.addPrediction({
      model: "stability-ai/sdxl",
      version: sdxl,
      input: flux().payload,
    });
    const model = { name: "stability-ai/sdxl", version: sdxl };
    expect((await execution().find(lost({ model }), never))?.id).toBe(versioned.id);
    expect(await execution().find(lost({ model: { ...model, version: esrgan } }), never)).toBeNull();
  });

  test("takes one that a clock behind ours stamped a little early, and rather one from after the submission", async () => {
    const official = { model: flux().model.name, version: "hidden", input: flux().payload };
    const early = server.addPrediction({ ...official, createdAt: new Date(Date.parse(start) - 300) });
    expect((await execution().find(lost(), never))?.id).toBe(early.id);
    const after = server.addPrediction(official);
    expect((await execution().find(lost(), never))?.id).toBe(after.id);
    expect((await execution().find(lost({ taken: [after.id] }), never))?.id).toBe(early.id);
  });

  test("does not guess: two alike, removed data, inline files and a clock far behind ours are unknown", async () => {
    const official = { model: flux().model.name, version: "hidden" };
    const late = lost({ notBefore: "2026-03-01T12:10:00.000Z" });
    server.addPrediction({
      ...official,
      input: flux().payload,
      createdAt: new Date("2026-03-01T12:09:50.000Z"),
    });
    expect((await errorOf(execution().find(late, never))).kind).toBe("unknown");

    time = new Date("2026-03-01T13:00:00.000Z");
    const removed = server.addPrediction({ ...official, input: flux().payload });
    server.removeData(removed.id);
    const second = lost({ notBefore: time.toISOString() });
    expect((await errorOf(execution().find(second, never))).kind).toBe("unknown");

    time = new Date("2026-03-01T14:00:00.000Z");
    server.addPrediction({
      ...official,
      input: { ...flux().payload, image: "https://replicate.delivery/x" },
    });
    const inline = { ...flux().payload, image: "data:image/png;base64,AAAA" };
    const third = lost({ notBefore: time.toISOString(), payload: inline });
    expect((await errorOf(execution().find(third, never))).kind).toBe("unknown");

    time = new Date("2026-03-01T15:00:00.000Z");
    for (let n = 0; n < 2; n++) server.addPrediction({ ...official, input: flux().payload });
    const fourth = lost({ notBefore: time.toISOString() });
    expect((await errorOf(execution().find(fourth, never))).kind).toBe("unknown");
  });

  test("a list that cannot be had says nothing about the call: temporary, or unknown when it is refused", async () => {
    server.nextAnswers(
      "list_predictions",
      { kind: "status", status: 500 },
      { kind: "drop", accepted: false },
      { kind: "malformed" },
      { kind: "status", status: 403 },
    );
    const kinds = [];
    for (let n = 0; n < 4; n++) kinds.push((await errorOf(execution().find(lost(), never))).kind);
    expect(kinds).toEqual(["temporary", "temporary", "temporary", "unknown"]);
    expect(server.requests).toHaveLength(4);
  });
});

describe("matching by the webhook's address", () => {
  const at = new Date(Date.parse(start) + 1_000).toISOString();
  const listed = (id: string, webhook: string | null, input: JsonObject = flux().payload) => ({
    id,
    status: "processing" as const,
    model: "black-forest-labs/flux-schnell",
    input,
    webhook,
    created_at: at,
  });
  const hook = (key: string, host = "https://countersign.example") =>
    `${host}/api/webhooks/replicate?attempt=${key}`;
  const query = lost({ attemptKey: "run_1.2", webhookUrl: hook("run_1.2") });

  test("tells two calls with the same input apart, and finds ours though its input is gone", () => {
    const mine = listed("rp2", hook("run_1.2"));
    expect(matchPrediction([listed("rp1", hook("run_9.1")), mine], query)?.id).toBe("rp2");
    expect(matchPrediction([{ ...mine, input: {}, data_removed: true }], query)?.id).toBe("rp2");
    expect(matchPrediction([listed("rp1", hook("run_9.1"))], query)).toBeNull();
  });

  test("does not depend on where we were reachable then", () => {
    const before = listed("rp2", hook("run_1.2", "https://old.example"));
    expect(matchPrediction([before], query)?.id).toBe("rp2");
    expect(matchPrediction([before], { ...query, webhookUrl: null })?.id).toBe("rp2");
  });
});
