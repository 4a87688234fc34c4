import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { endlessSchema } from "@/lib/providers/payload/schema-node";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { auditAnswer } from "../unchecked";
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
const settings = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, at]));

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
