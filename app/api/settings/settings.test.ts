import { expect, test } from "vitest";
import { Settings } from "@/lib/contracts/settings";
import { exactly, problemOf, testApi } from "@/lib/testing/api";

const { ann, ada, rita } = await testApi();
const address = "/api/settings";
const settings = async (response: Response) => exactly(Settings, await response.json());
const patch = (body: object) =>
  ada.send("PATCH", address, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

test("an admin has every decision name its question, and nobody else does", async () => {
  expect(await settings(await ada.get(address))).toEqual({ require_binding: false });
  await problemOf(await ann.get(address), "forbidden");
  expect(await settings(await patch({ require_binding: true }))).toEqual({ require_binding: true });
  expect(await settings(await patch({}))).toEqual({ require_binding: true });
  const { run_id, version } = await rita.create();
  const approve = `/api/hitl/runs/${run_id}/approve`;
  await problemOf(await ann.post(approve), "binding_required");
  const any = await ann.post(approve, {}, { "if-match": "*" });
  await problemOf(any, "binding_required");
  expect((await ann.post(approve, {}, { "if-match": `"${version}"` })).status).toBe(200);
});

test("what is claimed to have been seen stays small", async () => {
  const { run_id, approval_token } = await rita.create();
  const seen = { parts: ["payload"], count: 1, of: 1, open_ms: 900 };
  const approve = `/api/hitl/runs/${run_id}/approve`;
  for (const wrong of [
    { ...seen, parts: Array.from({ length: 41 }, () => "x") },
    { ...seen, parts: ["x".repeat(101)] },
    { ...seen, open_ms: -1 },
    { ...seen, more: 1 },
  ])
    await problemOf(await ann.post(approve, { approval_token, seen: wrong }), "validation_error");
  const run = await ann.decide(run_id, "approve", { seen });
  expect(run.decisions[0]?.made).toMatchObject({ surface: "key", session: null, seen });
});
