import { Client as McpClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, onTestFinished, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";

const { app, ann, nobody, rows, fetch: reach } = await testApi();

type Era = "modern" | "of 2025";

/** The official client with a key of its own. */
async function connected(era: Era = "modern", key?: string) {
  const { authorization } = await testKey(app, "requester");
  const options = era === "modern" ? { versionNegotiation: { mode: "auto" as const } } : {};
  const client = new McpClient({ name: "test", version: "1" }, options);
  const headers = { authorization: key ?? authorization };
  await client.connect(
    new StreamableHTTPClientTransport(new URL("http://localhost:3000/api/mcp"), {
      fetch: reach,
      requestInit: { headers },
    }),
  );
  onTestFinished(() => client.close());
  const call = async (name: string, given: Record<string, unknown> = {}) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
    const [first] = content;
    return {
      text: first?.type === "text" ? first.text : "",
      told: Object(structuredContent),
      isError: isError === true,
    };
  };
  return { client, authorization, call };
}

const refund = { title: "Send the refund?", arguments: { amount: 40 } };

test.each<Era>(["modern", "of 2025"])(
  "a client of a protocol that is %s asks, and hears the answer",
  async (era) => {
    const { client, call } = await connected(era);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "request_review",
      "get_review",
      "list_models",
      "create_run",
    ]);
    const asked = await call("request_review", refund);
    expect(asked.told).toMatchObject({ status: "awaiting_human", answer: null, title: refund.title });
    const { review_id } = asked.told;
    const waiting = call("get_review", { review_id, wait_seconds: 30 });
    await ann.decide(review_id, "edit", { edits: { payload: { amount: 25 } } });
    expect((await waiting).told).toMatchObject({
      status: "completed",
      answer: { decision: "approved", arguments: { amount: 25 } },
    });
  },
);

test("what a tool is asked wrong it says, in the API's words", async () => {
  const { call } = await connected();
  const before = await rows();
  const wrong = await call("request_review", { title: " ", arguments: [] });
  expect(wrong).toMatchObject({ isError: true, told: { code: "validation_error" } });
  expect(await call("get_review")).toMatchObject({ isError: true });
  expect(await call("get_review", { review_id: "../runs" })).toMatchObject({
    isError: true,
    told: { code: "run_not_found" },
  });
  expect(await call("create_run", { prompt: "x", model: "nobody:a/b" })).toMatchObject({ isError: true });
  expect(await rows()).toEqual(before);
});

test("no key sees what another one asked", async () => {
  const [one, other] = await Promise.all([connected(), connected()]);
  const { told } = await one.call("request_review", refund);
  const { review_id } = told;
  expect(await other.call("get_review", { review_id })).toMatchObject({
    isError: true,
    told: { code: "run_not_found" },
  });
  expect((await one.call("get_review", { review_id })).told.status).toBe("awaiting_human");
  const key = { idempotency_key: "same" };
  const [mine, theirs] = await Promise.all([
    one.call("request_review", { ...refund, ...key }),
    other.call("request_review", { ...refund, ...key }),
  ]);
  expect(mine.told.review_id).not.toBe(theirs.told.review_id);
});

test("who sends no key, or one that was revoked, is nobody", async () => {
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  expect((await nobody.post("/api/mcp", ping)).status).toBe(401);
  await expect(connected("modern", "Bearer cs_x")).rejects.toThrow();
});

test("the same request again makes one question; a client that died leaves it open", async () => {
  const { client, call, authorization } = await connected();
  const key = { idempotency_key: "turn-1" };
  const { told: first } = await call("request_review", { ...refund, ...key });
  await client.close();
  const next = await connected("modern", authorization);
  const { told: again } = await next.call("request_review", { ...refund, ...key });
  expect(again.review_id).toBe(first.review_id);
  await ann.decide(first.review_id, "approve");
  const answered = await next.call("get_review", { review_id: first.review_id, wait_seconds: 30 });
  expect(answered.told.answer).toMatchObject({ decision: "approved" });
});

test("a client that goes while it waits takes its question along for nobody", async () => {
  const { client, call } = await connected();
  const { told } = await call("request_review", refund);
  const gone = new AbortController();
  const waiting = client.callTool(
    { name: "get_review", arguments: { review_id: told.review_id, wait_seconds: 30 } },
    { signal: gone.signal },
  );
  gone.abort();
  await expect(waiting).rejects.toThrow();
  expect(await ann.decide(told.review_id, "approve")).toMatchObject({ status: "completed" });
});

test("models are listed, and a run of one is asked for", async () => {
  const { call } = await connected();
  const { told: models } = await call("list_models", { provider: "sandbox" });
  expect(models.data.map(({ name }: { name: string }) => name)).toContain("sandbox/text");
  const run = await call("create_run", {
    prompt: "Why?",
    model: "sandbox:sandbox/text",
    hitl_config: { policy: "auto" },
    wait_seconds: 15,
  });
  expect(run.told).toMatchObject({ status: "completed", result: expect.any(String), model: "sandbox/text" });
});

test("long integers keep their digits: then the answer is told as text alone", async () => {
  const { authorization } = await testKey(app, "requester");
  const call = (id: number, name: string, given: string) =>
    nobody.send("POST", "/api/mcp", {
      headers: {
        authorization,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${name}","arguments":${given}}}`,
    });
  const asked = await (
    await call(1, "request_review", `{"title":"x","arguments":{"n":9007199254740993}}`)
  ).text();
  const review_id = /run_\w+/.exec(asked)?.[0] ?? "";
  await ann.decide(review_id, "approve");
  const told = await (await call(2, "get_review", `{"review_id":"${review_id}","wait_seconds":30}`)).text();
  expect(told).toContain("9007199254740993");
  expect(told).not.toContain("structuredContent");
});

test("what is no request of the protocol is refused in its own form, and stores nothing", async () => {
  const { authorization } = await testKey(app, "requester");
  const before = await rows();
  const send = async (body: unknown, headers: Record<string, string> = {}) =>
    nobody.post("/api/mcp", body, { authorization, ...headers });
  for (const body of [{}, { jsonrpc: "1.0", id: 1, method: "ping" }, { jsonrpc: "2.0", id: null, method: 7 }])
    expect((await send(body)).status).toBe(400);
  const unknown = await (
    await send({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "rm" } })
  ).text();
  expect(unknown).toContain("error");
  expect((await send({ jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(202);
  expect((await send([])).status).toBe(400);
  expect(
    (await send({ jsonrpc: "2.0", id: 1, method: "ping" }, { "mcp-protocol-version": "1999-01-01" })).status,
  ).toBe(400);
  expect(await rows()).toEqual(before);
});

test("tools count against the limits of their addresses", async () => {
  const { authorization } = await testKey(app, "requester", { creates: 1 });
  const { call } = await connected("modern", authorization);
  expect((await call("request_review", refund)).isError).toBe(false);
  const refused = await call("request_review", refund);
  expect(refused).toMatchObject({ isError: true, told: { code: "rate_limit_exceeded" } });
});
