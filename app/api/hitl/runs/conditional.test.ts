import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";

const { rita, ann } = await testApi();
const run = await rita.create();
const address = `/api/hitl/runs/${run.run_id}`;

test.each([address, "/api/hitl/runs", `${address}/revisions`])(
  "%s is not sent again to whoever has it (304)",
  async (path) => {
    const first = await rita.get(path);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await rita.get(path, { "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
    expect((await rita.get(path, { "if-none-match": '"other"' })).status).toBe(200);
  },
);

test("neither a change nor a claim is kept from whoever has the run of before", async () => {
  const etag = (await ann.get(address)).headers.get("etag") ?? "";
  const list = (await ann.get("/api/hitl/runs")).headers.get("etag") ?? "";
  expect((await ann.post(`${address}/claim`)).ok).toBe(true);
  const claimed = await ann.get(address, { "if-none-match": etag });
  expect([claimed.status, (await claimed.json()).claimed_by]).toMatchObject([200, { id: ann.id }]);
  await ann.decide(run.run_id, "approve");
  expect((await ann.get(address, { "if-none-match": etag })).status).toBe(200);
  expect((await ann.get("/api/hitl/runs", { "if-none-match": list })).status).toBe(200);
});

test("a body that breaks off is no error of ours", async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from('{"prompt":'));
      controller.error(new Error("aborted"));
    },
  });
  const init: RequestInit & { duplex: "half" } = { body, duplex: "half" };
  const headers = { "content-type": "application/json" };
  const response = await rita.send("POST", "/api/hitl/runs", { ...init, headers });
  expect(response.status).toBe(400);
});
