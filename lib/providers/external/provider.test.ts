import { expect, test } from "vitest";
import type { ModelDescription } from "../contract";
import { createExternal } from "./provider";

const provider = createExternal({ now: () => new Date("2026-11-28T12:00:00Z") });
const never = new AbortController().signal;
const model: ModelDescription = {
  name: "external/question",
  description: null,
  version: null,
  exampleInput: { prompt: " a boat ", image: "http://localhost/x.png", width: "640", tokne: null },
  openapiSchema: {
    components: {
      schemas: {
        Input: { type: "object", properties: { prompt: { type: "string" }, width: { type: "integer" } } },
      },
    },
  },
};
const request = { prompt: "Paint a ship?", attachments: [{ url: "https://example.com/mask.png" }], model };

test("arguments are taken as they are: nothing is mapped into them, and nothing is mended", () => {
  const proposal = provider.createPayload(request);
  expect(proposal).toEqual({ payload: model.exampleInput, placements: [], confidence: 1, issues: [] });
  const fixed = provider.fixProposal(proposal, request);
  expect(fixed).toEqual({
    payload: model.exampleInput,
    placements: [],
    changes: [],
    toConfirm: [],
    issues: [],
  });
  const wrong = provider.validatePayload(model.exampleInput, model);
  expect(wrong.map(({ pointer, severity }) => [pointer, severity])).toEqual([
    ["/width", "error"],
    ["/image", "error"],
    ["/tokne", "warning"],
  ]);
});

test("a call is nothing: sent twice, or looked for after a crash, it is the same certain answer", async () => {
  const call = { model, payload: { secret: "hunter2" }, attemptKey: "run_1.1", webhookUrl: null };
  const once = await provider.execute.submit(call, never);
  expect(await provider.execute.submit(call, never)).toEqual(once);
  expect(await provider.execute.get(once.id, never)).toEqual(once);
  expect(once).toMatchObject({ status: "succeeded", output: { decision: "approved" } });
  expect(JSON.stringify(once)).not.toContain("hunter2");
  expect(await provider.execute.find({ ...call, notBefore: "2026-11-28T11:00:00Z" }, never)).toBeNull();
  expect(provider.looks).toBe("certain");
});

test("it costs what its asker says, and that is said", () => {
  expect(provider.estimateCost({}, model)).toBeNull();
  const priced = { ...model, price: { amountUsd: 12.5, per: "call" as const } };
  expect(provider.estimateCost({}, priced)).toMatchObject({ amount: 12.5, basis: "as its asker says" });
});
