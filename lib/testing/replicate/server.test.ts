import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import Replicate, { validateWebhook } from "replicate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkAnswer } from "./openapi";
import { type ReplicateServer, startReplicateServer } from "./server";

let server: ReplicateServer;
let time: Date;
beforeEach(async () => {
  time = new Date("2026-03-01T12:00:00.000Z");
  server = await startReplicateServer({ now: () => time, pageSize: 2 });
});
afterEach(() => server.close());

const esrgan = "f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa";
const flux = { input: { prompt: "a red bicycle" } };

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(path.startsWith("http") ? path : server.url + path, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

function create(headers?: Record<string, string>, body: object = flux) {
  return call("POST", "/models/black-forest-labs/flux-schnell/predictions", body, headers);
}

test("every answer is as Replicate's own description says", async () => {
  const official = "/models/{model_owner}/{model_name}/predictions";
  const created = await create();
  expect(checkAnswer(official, "post", 201, created.body)).toEqual([]);
  const waited = await create({ prefer: "wait=5" });
  expect(waited.body).toMatchObject({ status: "succeeded", version: "hidden" });
  expect(checkAnswer(official, "post", 201, waited.body)).toEqual([]);

  server.nextPredictions({ ends: "held" });
  const versioned = await call("POST", "/predictions", {
    version: esrgan,
    input: { image: "https://example.com/a.png" },
  });
  expect(versioned.status).toBe(201);
  expect(checkAnswer("/predictions", "post", 201, versioned.body)).toEqual([]);

  const got = await call("GET", `/predictions/${versioned.body.id}`);
  expect(got.body.status).toBe("processing");
  expect(checkAnswer("/predictions/{prediction_id}", "get", 200, got.body)).toEqual([]);
  const cancelled = await call("POST", `/predictions/${versioned.body.id}/cancel`);
  expect(cancelled.body.status).toBe("canceled");
  expect(checkAnswer("/predictions/{prediction_id}/cancel", "post", 200, cancelled.body)).toEqual([]);
  server.removeData(versioned.body.id);

  const list = await call("GET", "/predictions");
  expect(checkAnswer("/predictions", "get", 200, list.body)).toEqual([]);
  const model = await call("GET", "/models/nightmareai/real-esrgan");
  expect(checkAnswer("/models/{model_owner}/{model_name}", "get", 200, model.body)).toEqual([]);
  const version = await call("GET", `/models/nightmareai/real-esrgan/versions/${esrgan}`);
  expect(
    checkAnswer("/models/{model_owner}/{model_name}/versions/{version_id}", "get", 200, version.body),
  ).toEqual([]);
  expect(checkAnswer("/account", "get", 200, (await call("GET", "/account")).body)).toEqual([]);
  const secret = await call("GET", "/webhooks/default/secret");
  expect(checkAnswer("/webhooks/default/secret", "get", 200, secret.body)).toEqual([]);
});

test("a call without the token is refused, and still recorded", async () => {
  const answer = await call("GET", "/account", undefined, { authorization: "Bearer other" });
  expect(answer.status).toBe(401);
  expect(server.requests).toMatchObject([{ route: "account", path: "/v1/account" }]);
});

test("what the real one would not take is refused with 422", async () => {
  expect((await create({}, { prompt: "no input" })).status).toBe(422);
  expect((await create({}, { ...flux, seed: 1 })).status).toBe(422);
  expect((await create({}, { input: { prompt: "x", num_outputs: 9 } })).body.title).toBe(
    "Input validation failed",
  );
  expect((await create({}, { ...flux, webhook: "http://example.com/hook" })).status).toBe(422);
  expect((await create({ prefer: "wait=90" })).status).toBe(422);
  expect((await create({ "cancel-after": "2s" })).status).toBe(422);
  expect((await call("POST", "/predictions", { version: "nope", input: {} })).status).toBe(422);
  expect((await call("POST", "/models/nobody/nothing/predictions", flux)).status).toBe(404);
  expect(server.predictions).toEqual([]);
});

test("a script decides how often one must look, and how it ends", async () => {
  server.nextPredictions({ status: "failed", error: "NSFW content detected", ends: { polls: 2 } });
  const { id, status } = (await create()).body;
  expect(status).toBe("starting");
  const seen = [];
  for (let n = 0; n < 3; n++) seen.push((await call("GET", `/predictions/${id}`)).body);
  expect(seen.map((one) => one.status)).toEqual(["processing", "processing", "failed"]);
  expect(seen[2].error).toBe("NSFW content detected");
});

test("a held prediction ends when it is told to, and its files are real until they are gone", async () => {
  server.nextPredictions({ ends: "held" });
  const { id } = (await create()).body;
  server.finish(id);
  const { output } = (await call("GET", `/predictions/${id}`)).body;
  const file = await fetch(output[0]);
  expect(file.headers.get("content-type")).toBe("image/webp");
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(8, 12)
      .toString(),
  ).toBe("WEBP");
  server.removeData(id);
  expect((await call("GET", `/predictions/${id}`)).body).toMatchObject({ output: null, data_removed: true });
  expect((await fetch(output[0])).status).toBe(404);
});

test("a deadline ends a prediction by the server's own time", async () => {
  server.nextPredictions({ ends: "held" });
  const { id, deadline } = (await create({ "cancel-after": "1m30s" })).body;
  expect(deadline).toBe("2026-03-01T12:01:30.000Z");
  time = new Date("2026-03-01T12:02:00.000Z");
  expect((await call("GET", `/predictions/${id}`)).body.status).toBe("canceled");
});

test("the list is newest first, in pages, and can start at a time", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    ids.unshift((await create()).body.id);
    time = new Date(time.getTime() + 1000);
  }
  const first = (await call("GET", "/predictions")).body;
  const second = (await call("GET", first.next)).body;
  expect([...first.results, ...second.results].map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
  const since = (await call("GET", "/predictions?created_after=2026-03-01T12:00:02Z")).body;
  expect(since.results).toHaveLength(1);
});

test("answers can be bent: refused, late, malformed, dropped before or after they took effect", async () => {
  server.nextAnswers(
    "create_prediction",
    { kind: "status", status: 429, retryAfter: 7 },
    { kind: "malformed" },
    { kind: "drop", accepted: false },
    { kind: "drop", accepted: true },
    { kind: "half" },
    { kind: "late" },
  );
  const refused = await create();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "7"]);
  await expect(create()).rejects.toThrow(SyntaxError);
  expect(server.predictions).toHaveLength(1);
  await expect(create()).rejects.toThrow("fetch failed");
  expect(server.predictions).toHaveLength(1);
  await expect(create()).rejects.toThrow("fetch failed");
  expect(server.predictions).toHaveLength(2);
  await expect(create()).rejects.toThrow("terminated");
  const late = create();
  await server.received("create_prediction", 6);
  server.release();
  expect((await late).status).toBe(201);
});

test("webhooks are signed and only those that were asked for are sent", async () => {
  const seen: { headers: IncomingMessage["headers"]; body: string }[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  await create(
    {},
    { ...flux, webhook: `http://127.0.0.1:${port}/hook`, webhook_events_filter: ["start", "completed"] },
  );
  await server.received("create_prediction");
  await server.webhooksSent();
  receiver.close();

  expect(server.deliveries.map(({ event, status }) => [event, status])).toEqual([
    ["start", 204],
    ["completed", 204],
  ]);
  const last = seen[1];
  expect(JSON.parse(last?.body ?? "")).toMatchObject({ status: "succeeded" });
  const { key } = (await call("GET", "/webhooks/default/secret")).body;
  const headers = new Headers(last?.headers as Record<string, string>);
  expect(await validateWebhook({ headers, body: last?.body ?? "" } as never, key)).toBe(true);
});

test("the official client gets its output from it", async () => {
  const client = new Replicate({ auth: server.token, baseUrl: server.url, useFileOutput: false });
  const output = await client.run("meta/meta-llama-3-8b-instruct", { input: { prompt: "Hello" } });
  expect(output).toContain("The");
});
