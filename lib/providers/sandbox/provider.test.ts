import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import type { ProviderCall } from "../contract";
import { sandboxModels } from "./models";
import { createSandbox } from "./provider";

const signal = new AbortController().signal;
let dataDir: string;
let time: number;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sandbox-"));
  time = Date.parse("2026-01-01T00:00:00Z");
});
afterEach(() => rm(dataDir, { recursive: true }));

const start = (options: { delayMs?: number; failShare?: number } = {}) =>
  createSandbox({ dataDir, now: () => new Date(time), ...options });
const call = (payload: JsonObject = {}, name = "sandbox/image", attemptKey = "run_1:1"): ProviderCall => ({
  model: { name, version: null },
  payload: { prompt: "a red bicycle on a quay", ...payload },
  attemptKey,
  webhookUrl: null,
});
async function bytesOf(sandbox: ReturnType<typeof start>, url: unknown) {
  const answer = await sandbox.openOutput({ url: String(url), kind: "file" }, signal);
  return { type: answer.headers.get("content-type"), bytes: Buffer.from(await answer.arrayBuffer()) };
}

test.each(sandboxModels)("$name takes its own example without an issue", (model) => {
  const sandbox = start();
  const proposal = sandbox.createPayload({ prompt: "hello", attachments: [], model });
  expect(proposal).toMatchObject({
    payload: { ...model.exampleInput, prompt: "hello" },
    confidence: 1,
    issues: [],
  });
  expect(sandbox.validatePayload(proposal.payload, model)).toEqual([]);
});

test("its models say what they are", () => {
  const sandbox = start();
  expect(sandboxModels.map((model) => sandbox.getCapabilities(model).operation_type)).toEqual([
    "image_generation",
    "audio_generation",
    "text_generation",
  ]);
});

test("a request that only names a model is understood", () => {
  const bare = {
    name: "sandbox/sound",
    description: null,
    version: null,
    exampleInput: {},
    openapiSchema: null,
  };
  expect(start().createPayload({ prompt: "hi", attachments: [], model: bare }).payload).toMatchObject({
    prompt: "hi",
    duration: 4,
  });
});

test("a picture is a PNG of the size asked for, the same for the same call", async () => {
  const sandbox = start();
  const size = { width: 320, height: 256, num_outputs: 2 };
  const { output } = await sandbox.execute.submit(call(size), signal);
  const again = await sandbox.execute.submit(call(size, "sandbox/image", "run_2:1"), signal);
  const [first, second] = [output, again.output].map((list) => (Array.isArray(list) ? list : []));
  const picture = await bytesOf(sandbox, first?.[0]);
  expect(picture.type).toBe("image/png");
  expect(await sharp(picture.bytes).metadata()).toMatchObject({ width: 320, height: 256, format: "png" });
  expect((await bytesOf(sandbox, second?.[0])).bytes.equals(picture.bytes)).toBe(true);
  expect((await bytesOf(sandbox, first?.[1])).bytes.equals(picture.bytes)).toBe(false);
});

test("an attached picture shines through, an unreadable one does no harm", async () => {
  const sandbox = start();
  const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#f00" } })
    .png()
    .toBuffer();
  const draw = async (attemptKey: string, image: string | null) => {
    const payload = { width: 256, height: 256, seed: 1, ...(image === null ? {} : { image }) };
    const { output } = await sandbox.execute.submit(call(payload, "sandbox/image", attemptKey), signal);
    return (await bytesOf(sandbox, Array.isArray(output) ? output[0] : "")).bytes;
  };
  const plain = await draw("a", null);
  expect((await draw("b", `data:image/png;base64,${red.toString("base64")}`)).equals(plain)).toBe(false);
  expect((await draw("c", "data:image/png;base64,AAAA")).equals(plain)).toBe(true);
});

test("a picture elsewhere is not fetched, and the payload says so", () => {
  const [image] = sandboxModels;
  if (image === undefined) throw new Error("no image model");
  const payload = { prompt: "a", image: "https://example.com/cat.png" };
  expect(start().validatePayload(payload, image)).toMatchObject([{ pointer: "/image", severity: "info" }]);
});

test("a sound is a WAV of the length asked for", async () => {
  const sandbox = start();
  const { output } = await sandbox.execute.submit(call({ duration: 2 }, "sandbox/sound"), signal);
  const { type, bytes } = await bytesOf(sandbox, output);
  expect(type).toBe("audio/wav");
  expect(bytes.subarray(0, 4).toString()).toBe("RIFF");
  expect(bytes.length).toBe(44 + 2 * 22_050 * 2);
});

test("a text keeps to its words and passes its own audit", async () => {
  const sandbox = start();
  const { output } = await sandbox.execute.submit(call({ max_words: 30 }, "sandbox/text"), signal);
  const model = sandboxModels.find((candidate) => candidate.name === "sandbox/text");
  if (model === undefined) throw new Error("no text model");
  const { value, quality } = sandbox.auditResponse(output, model);
  expect(quality).toBe(1);
  expect(value).toContain("a red bicycle on a quay");
  expect(String(value).split(" ").length).toBeLessThanOrEqual(30);
});

test("a call takes its time and says how far it is", async () => {
  const sandbox = start({ delayMs: 1_000 });
  const { id, status } = await sandbox.execute.submit(call(), signal);
  expect(status).toBe("processing");
  time += 400;
  expect(await sandbox.execute.get(id, signal)).toMatchObject({
    status: "processing",
    progress: 0.4,
    output: null,
  });
  time += 600;
  expect(await sandbox.execute.get(id, signal)).toMatchObject({
    status: "succeeded",
    predictTimeMs: 1_000,
    completedAt: "2026-01-01T00:00:01.000Z",
  });
});

test("a call is still known after a restart, and found by its attempt", async () => {
  const { id, output } = await start().execute.submit(call(), signal);
  const later = start();
  expect(await later.execute.get(id, signal)).toMatchObject({ id, status: "succeeded", output });
  const query = { ...call(), notBefore: new Date(time).toISOString() };
  expect(await later.execute.find(query, signal)).toMatchObject({ id });
  expect(await later.execute.find({ ...query, taken: [id] }, signal)).toBeNull();
  expect(await later.execute.find({ ...query, attemptKey: "run_9:1" }, signal)).toBeNull();
});

test("the same attempt sent twice is two calls for all to see", async () => {
  const sandbox = start();
  const sent = await Promise.all([
    sandbox.execute.submit(call(), signal),
    sandbox.execute.submit(call(), signal),
  ]);
  expect(new Set(sent.map((prediction) => prediction.id)).size).toBe(2);
  expect(await sandbox.predictions.count()).toBe(2);
  expect(await sandbox.predictions.ofAttempt("run_1:1")).toHaveLength(2);
});

test("a running call can be cancelled, a finished one stays as it is", async () => {
  const sandbox = start({ delayMs: 1_000 });
  const { id } = await sandbox.execute.submit(call(), signal);
  time += 100;
  await sandbox.execute.cancel(id, signal);
  time += 5_000;
  expect(await sandbox.execute.get(id, signal)).toMatchObject({ status: "canceled", output: null });
  const done = await sandbox.execute.submit(call({}, "sandbox/image", "run_2:1"), signal);
  time += 5_000;
  await sandbox.execute.cancel(done.id, signal);
  expect(await sandbox.execute.get(done.id, signal)).toMatchObject({ status: "succeeded" });
});

test("the share of calls that fail is always the same ones", async () => {
  const outcomes = async (sandbox: ReturnType<typeof start>, round: string) => {
    const keys = Array.from({ length: 60 }, (_, index) => `run_${index}:1`);
    return Promise.all(
      keys.map(
        async (key) => (await sandbox.execute.submit(call({}, "sandbox/text", key), signal)).status + round,
      ),
    );
  };
  const first = await outcomes(start({ failShare: 0.3 }), "");
  expect(await outcomes(start({ failShare: 0.3 }), "")).toEqual(first);
  const failed = first.filter((status) => status === "failed").length;
  expect(failed).toBeGreaterThan(6);
  expect(failed).toBeLessThan(30);
});

test("a bad input and an unknown model are refused as a provider would", async () => {
  const { execute } = start();
  await expect(execute.submit(call({ width: 9_000 }), signal)).rejects.toMatchObject({
    kind: "permanent",
    status: 422,
    message: "The sandbox refused the input. width is 9000; the most this model takes is 1024.",
  });
  await expect(execute.submit(call({}, "sandbox/smell"), signal)).rejects.toMatchObject({
    kind: "permanent",
    status: 404,
  });
});

test("no address leads out of its folder", async () => {
  const { execute, openOutput } = start();
  for (const id of ["../../etc/passwd", "sbx_x", "", "sbx_000000000000000000000000_1"]) {
    await expect(execute.get(id, signal)).rejects.toMatchObject({ status: 404 });
    await expect(
      openOutput({ url: `sandbox://outputs/${id}/0.png`, kind: "image" }, signal),
    ).rejects.toMatchObject({
      status: 404,
    });
  }
});
