import { Script } from "node:vm";
import type { Worker } from "node:worker_threads";
import { describe, expect, test, vi } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { endlessSchema } from "@/lib/core/model-schema/resolve-node";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { sandboxModels } from "@/lib/providers/sandbox/models";
import { createSandbox } from "@/lib/providers/sandbox/provider";
import { auditAnswer } from "../requests/unchecked";
import { bounded } from ".";

const provider = createReplicate({ token: null });
const request = { prompt: "a boat", attachments: [] };
const modelOf = (input: JsonObject, exampleInput: JsonObject = { prompt: "x" }) => ({
  name: "owner/model",
  description: null,
  version: "v",
  exampleInput,
  openapiSchema: { components: { schemas: { Input: input } } },
});
// As ./apart.ts keeps them, for both halves of a build.
const slot = Symbol.for("countersign.threads");
const shared: typeof globalThis & { [slot]?: { running: { worker: Worker; job: unknown }[] } } = globalThis;
const threadAtWork = () => shared[slot]?.running.find(({ job }) => job !== null)?.worker;
const settings = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, at]));

test("what can be counted, and is little, is done without a watchdog, and nothing else is", async () => {
  const watched = vi.spyOn(Script.prototype, "runInContext");
  const assess = (model: ReturnType<typeof modelOf>) =>
    bounded(provider, "assess", { model, request, edits: null, answered: false });
  const sandbox = createSandbox({ dataDir: "/nowhere" });
  for (const model of sandboxModels) {
    await bounded(sandbox, "assess", { model, request, edits: null, answered: false });
    await bounded(sandbox, "audit", { model, output: Array(200).fill("word ") });
  }
  expect(watched).not.toHaveBeenCalled();
  const field = { type: "string" };
  const manyFields = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`field${at}`, field]));
  const hostile = [
    modelOf({ properties: { field: { pattern: "^(a+)+$" } } }),
    modelOf({ properties: { field } }, settings(30)),
    modelOf({ properties: { field } }, { field: "long ".repeat(2_000) }),
    modelOf({ properties: manyFields }),
    modelOf(
      { properties: { list: { type: "array", items: { type: "string", enum: ["a", "b"] } } } },
      settings(20),
    ),
  ];
  for (const [index, model] of hostile.entries()) {
    await assess(model);
    expect(watched).toHaveBeenCalledTimes(index + 1);
  }
  watched.mockRestore();
});

test("what is large is done in another thread, with the same result", async () => {
  const model = modelOf({ properties: { prompt: { type: "string" } } }, { prompt: "x", ...settings(3_200) });
  const { built, checked } = await bounded(provider, "assess", {
    model,
    request,
    edits: null,
    answered: false,
  });
  expect(built.proposal.payload).toMatchObject({ prompt: "a boat", key3199: 3_199 });
  expect(checked.proposed.digest).toMatch(/^sha256:/);
});

test("a check that has no end is stopped, this thread stays free meanwhile, and the next one is done", async () => {
  const list = Array.from({ length: 60_000 }, (_, at) => [at]);
  const model = modelOf({ properties: { list: { type: "array", uniqueItems: true } } });
  let turns = 0;
  const timer = setInterval(() => turns++, 20);
  const check = () => bounded(provider, "change", { model, request, payload: { list } });
  await expect(check()).rejects.toThrow("cannot be followed to its end");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
  await expect(check()).rejects.toThrow("cannot be followed to its end");
  const payload = settings(4_000);
  expect(await bounded(provider, "change", { model, request, payload })).toMatchObject({ changes: 4_001 });
});

describe("a thread that somebody else ends", () => {
  const model = modelOf({ properties: { prompt: { type: "string" } } });
  const order = (first: number) =>
    bounded(provider, "change", { model, request, payload: { first, ...settings(4_000) } });

  test("does not take the order with it: another thread does it", async () => {
    await order(1);
    const ordered = order(2);
    await threadAtWork()?.terminate();
    expect(await ordered).toMatchObject({ changes: 4_001 });
  });

  test("each time leaves no order without an answer, and no other one undone", async () => {
    let over = false;
    const ordered = order(3).finally(() => {
      over = true;
    });
    ordered.catch(() => {});
    while (!over) {
      await threadAtWork()?.terminate();
      await new Promise(setImmediate);
    }
    await expect(ordered).rejects.toThrow("cannot be followed to its end");
    expect(await order(4)).toMatchObject({ changes: 4_001 });
  });
});

test("what finds no place in the queue is told to come again, but an answer that was paid for is not", async () => {
  const list = Array(3_200).fill(0);
  const model = modelOf({ properties: { prompt: { type: "string" } } }, { list });
  const orders = Array.from({ length: 30 }, () => bounded(provider, "read", { model, request }));
  const audited = bounded(provider, "audit", { model, output: Array(3_200).fill("text") });
  const refused: unknown[] = [];
  for (const order of await Promise.allSettled(orders)) {
    if (order.status === "rejected") refused.push(order.reason);
  }
  expect(refused.length).toBeGreaterThanOrEqual(8);
  for (const one of refused) {
    expect(one).toMatchObject({ code: "rate_limit_exceeded", details: { retryAfterSeconds: 2 } });
  }
  expect(await audited).toHaveProperty("files");
});

test("a paid answer that cannot be checked is kept, with an issue that says so", async () => {
  const auditResponse: typeof provider.auditResponse = (output, model) => {
    if (model.openapiSchema) throw endlessSchema();
    return provider.auditResponse(output, model);
  };
  const model = modelOf({ properties: {} });
  const output = ["https://replicate.delivery/a.png"];
  const { issues, files } = await auditAnswer({ ...provider, auditResponse }, { model, output });
  expect(issues[0]).toMatchObject({ severity: "error", issue: expect.stringContaining("cannot be checked") });
  expect(files).toHaveLength(1);
});
