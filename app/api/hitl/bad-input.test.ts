import { beforeEach, describe, expect, test } from "vitest";
import { problemOf, testApi, wanted } from "@/lib/testing/api";

const { app, rita, ann, nobody, rows } = await testApi();
const runs = "/api/hitl/runs";
const waiting = await rita.create();

beforeEach(() => {
  app.lines.length = 0;
});

/** Sends something bad to an address and sees to it that it is refused in a sentence, once in the log, and leaves nothing. */
async function refused(path: string, body: unknown, headers: Record<string, string> = {}) {
  const before = await rows();
  app.lines.length = 0;
  const problem = await problemOf(await ann.post(path, body, headers), "validation_error");
  expect(app.lines).toHaveLength(1);
  expect(app.lines[0]).toMatchObject({ status: 400, code: "validation_error", method: "POST", path });
  expect(await rows()).toEqual(before);
  return problem;
}

const tool = (data: unknown) => ({ agent_tool_config: { "sandbox-agent-tool": { data } } });
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const bad: [string, unknown, string | null][] = [
  ["no prompt", { model: "sandbox:sandbox/image" }, "/prompt"],
  ["an empty prompt", wanted({ prompt: "" }), "/prompt"],
  ["a blank prompt", wanted({ prompt: " \n\t " }), "/prompt"],
  ["a prompt that is no text", { ...wanted(), prompt: 5 }, "/prompt"],
  ["a prompt of 20,001 characters", wanted({ prompt: "x".repeat(20_001) }), "/prompt"],
  ["neither model nor tool", { prompt: "x" }, "/model"],
  ["model and tool", { ...wanted(), ...tool({ name: "sandbox/image" }) }, "/model"],
  [
    "an unknown tool",
    { prompt: "x", agent_tool_config: { nope: { data: { name: "x" } } } },
    "/agent_tool_config/nope",
  ],
  ["no tool", { prompt: "x", agent_tool_config: {} }, "/agent_tool_config"],
  [
    "two tools",
    { prompt: "x", agent_tool_config: { a: { data: { name: "x" } }, b: { data: { name: "x" } } } },
    "/agent_tool_config",
  ],
  [
    "a tool named constructor",
    { prompt: "x", agent_tool_config: { constructor: { data: { name: "x" } } } },
    null,
  ],
  ["a tool without data", { prompt: "x", agent_tool_config: { "sandbox-agent-tool": {} } }, null],
  [
    "a tool without a model's name",
    { prompt: "x", ...tool({}) },
    "/agent_tool_config/sandbox-agent-tool/data/name",
  ],
  ["a model that is no reference", wanted({ model: "flux" }), "/model"],
  ["an unknown key", { ...wanted(), promt: "x" }, "/promt"],
  ["an unknown key in hitl_config", { ...wanted(), hitl_config: { polcy: "auto" } }, "/hitl_config/polcy"],
  [
    "an unknown threshold",
    { ...wanted(), hitl_config: { review_thresholds: { cost_max: 1 } } },
    "/hitl_config/review_thresholds/cost_max",
  ],
  [
    "an unknown key beside a tool's data",
    { prompt: "x", agent_tool_config: { "sandbox-agent-tool": { data: { name: "x" }, x: 1 } } },
    null,
  ],
  ["a policy that does not exist", { ...wanted(), hitl_config: { policy: "yolo" } }, "/hitl_config/policy"],
  [
    "a step that does not exist",
    { ...wanted(), hitl_config: { allowed_steps: ["lunch"] } },
    "/hitl_config/allowed_steps/0",
  ],
  ["a negative cost", { ...wanted(), hitl_config: { review_thresholds: { cost_max_usd: -1 } } }, null],
  ["a confidence over 1", { ...wanted(), hitl_config: { review_thresholds: { confidence_min: 1.1 } } }, null],
  [
    "a time-out of nothing",
    { ...wanted(), hitl_config: { timeout_seconds: 0 } },
    "/hitl_config/timeout_seconds",
  ],
  [
    "a time-out of years",
    { ...wanted(), hitl_config: { timeout_seconds: 1e9 } },
    "/hitl_config/timeout_seconds",
  ],
  ["a document that is no address", { ...wanted(), document_url: "photo.png" }, "/document_url"],
  ["a document in a file", { ...wanted(), document_url: "file:///etc/passwd" }, "/document_url"],
  ["a webhook that is script", { ...wanted(), webhook_url: "javascript:alert(1)" }, "/webhook_url"],
  ["an attachment that is no address", { ...wanted(), attachments: ["photo.png"] }, "/attachments/0"],
  [
    "an attachment in a file",
    { ...wanted(), attachments: [{ url: "file:///etc/passwd" }] },
    "/attachments/0/url",
  ],
  [
    "an attachment with more to say",
    { ...wanted(), attachments: [{ url: "https://a.example/", x: 1 }] },
    "/attachments/0/x",
  ],
  [
    "an attachment for a field without a name",
    { ...wanted(), attachments: [{ url: "https://a.example/", field: "" }] },
    "/attachments/0/field",
  ],
  [
    "an attachment for __proto__",
    { ...wanted(), attachments: [{ url: "https://a.example/", field: "__proto__" }] },
    "/attachments/0/field",
  ],
  [
    "fifty-one attachments",
    { ...wanted(), attachments: Array(51).fill("https://a.example/") },
    "/attachments",
  ],
  ["metadata that is a list", { ...wanted(), metadata: [] }, "/metadata"],
  ["a list", [wanted()], ""],
  ["null", "null", ""],
  ["a bare text", '"x"', ""],
  ["broken JSON", '{"prompt": "x", }', null],
  ["JSON that ends too early", '{"prompt": "x"', null],
  ["two JSON texts", "{}{}", null],
  ["not JSON at all", "prompt=x", null],
  ["deep JSON", `{"prompt":"x","model":"sandbox:sandbox/image","metadata":{"a":${nested(200)}}}`, null],
  ["very deep JSON", nested(400_000), null],
  ["U+0000 in a text", { ...wanted(), prompt: "a\0b" }, "/prompt"],
  ["U+0000 in a key", { ...wanted(), metadata: { "a\0": 1 } }, null],
  ["half a surrogate pair", `{"prompt":"a\\ud83d","model":"sandbox:sandbox/image"}`, "/prompt"],
  [
    "half a surrogate pair in a payload",
    { prompt: "x", ...tool({ name: "x", example_input: { p: "\udc00" } }) },
    null,
  ],
  [
    "__proto__ in metadata",
    `{"prompt":"x","model":"sandbox:sandbox/image","metadata":{"__proto__":{"role":"admin"}}}`,
    null,
  ],
  [
    "__proto__ in a payload",
    `{"prompt":"x","agent_tool_config":{"sandbox-agent-tool":{"data":{"name":"sandbox/image","example_input":{"__proto__":{"x":1}}}}}}`,
    null,
  ],
  ["__proto__ at the top", `{"prompt":"x","model":"sandbox:sandbox/image","__proto__":{"x":1}}`, null],
  [
    "a number over all bounds",
    `{"prompt":"x","model":"sandbox:sandbox/image","metadata":{"n":1e400}}`,
    "/metadata/n",
  ],
  ["a user id without end", { ...wanted(), user_id: "x".repeat(301) }, "/user_id"],
];

describe.each([runs, "/api/hitl/preview"])("%s refuses", (path) => {
  test.each(bad)("%s", async (_, body, pointer) => {
    const problem = await refused(path, body);
    if (pointer !== null) expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    for (const { message } of problem.errors ?? []) expect(message.length).toBeGreaterThan(5);
  });
});

test("a model that the catalogue does not have is not found, and the like are named", async () => {
  const before = await rows();
  for (const model of ["nobody:owner/name", "replicate:no/body", "sandbox:sandbox/imagine"]) {
    const problem = await problemOf(await rita.post(runs, wanted({ model })), "not_found");
    expect(problem.detail).toContain(model);
  }
  expect(app.lines).toHaveLength(3);
  expect(await rows()).toEqual(before);
});

describe("a body", () => {
  test("of two MiB is refused before it is parsed, said or streamed", async () => {
    const before = await rows();
    const streamed = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(120)),
      });
    const big = JSON.stringify(wanted({ metadata: { a: "x".repeat(2 * 1024 * 1024) } }));
    await problemOf(await rita.post(runs, big), "payload_too_large");
    const init = { body: streamed(), duplex: "half", headers: { "content-type": "application/json" } };
    await problemOf(await rita.send("POST", runs, init as RequestInit), "payload_too_large");
    expect(app.lines).toHaveLength(2);
    expect(await rows()).toEqual(before);
  });

  test("just under one MiB, with a prompt of 20,000 characters, is good", async () => {
    const prompt = "x".repeat(20_000);
    const run = await rita.create({ prompt, metadata: { a: "y".repeat(900_000) } });
    expect(run.prompt).toBe(prompt);
    expect(run.suggested_payload).toMatchObject({ prompt });
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ])("sent as %j is refused", async (type) => {
    const problem = await refused(runs, wanted(), { "content-type": type });
    expect(problem.detail).toContain("application/json");
  });

  test("that is not UTF-8 is refused", async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const init = { body, headers: { "content-type": "application/json" } };
    await problemOf(await rita.send("POST", runs, init), "validation_error");
  });

  test("may use the names every object has", async () => {
    const odd = { constructor: "a", toString: "b", hasOwnProperty: null, valueOf: 1, length: 3 };
    const run = await rita.create({
      metadata: odd,
      agent_tool_config: {
        "replicate-agent-tool": {
          data: { name: "owner/odd", latest_version: "v", example_input: { prompt: "x", ...odd } },
        },
      },
    });
    expect(run.metadata).toEqual(odd);
    expect(run.suggested_payload).toEqual({ ...odd, prompt: wanted().prompt });
  });
});

describe("a decision refuses", () => {
  const at = (action: string) => `${runs}/${waiting.run_id}/${action}`;

  test.each<[string, string, unknown, string]>([
    ["an unknown key", "approve", { approved: true }, "/approved"],
    ["an unknown key in edits", "edit", { edits: { payload: {}, prompts: "x" } }, "/edits/prompts"],
    ["a payload that is no object", "edit", { edits: { payload: [1] } }, "/edits/payload"],
    ["a flag that is a text", "approve", { acknowledge_issues: "yes" }, "/acknowledge_issues"],
    ["an endless message", "approve", { message: "x".repeat(5_001) }, "/message"],
    ["an endless reason", "reject", { reason: "x".repeat(5_001) }, "/reason"],
    ["U+0000", "reject", { reason: "\0" }, "/reason"],
    ["__proto__", "edit", '{"edits":{"payload":{"__proto__":{"x":1}}}}', "/edits/payload/__proto__"],
    ["an endless actor", "approve", { actor: "x".repeat(100_000) }, "/actor"],
  ])("%s", async (_, action, body, pointer) => {
    const problem = await refused(at(action), body);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  test("a wrong Idempotency-Key", async () => {
    await refused(at("approve"), {}, { "idempotency-key": "" });
    await refused(at("approve"), {}, { "idempotency-key": "x".repeat(256) });
  });

  test("everything without a key or with a wrong one", async () => {
    await problemOf(await nobody.post(at("approve")), "unauthenticated");
    await problemOf(
      await nobody.post(at("approve"), {}, { authorization: "Bearer nope" }),
      "unauthenticated",
    );
    expect(app.lines).toHaveLength(2);
    expect((await rita.run(waiting.run_id)).version).toBe(waiting.version);
  });
});

describe("a method that an address does not take", () => {
  const one = `${runs}/${waiting.run_id}`;
  test.each<[string, string[]]>([
    [runs, ["GET", "POST"]],
    [one, ["GET"]],
    [`${one}/events`, ["GET"]],
    [`${one}/outputs/0`, ["GET"]],
    [`${one}/approve`, ["POST"]],
    [`${one}/edit`, ["POST"]],
    [`${one}/reject`, ["POST"]],
    [`${one}/retry`, ["POST"]],
    [`${one}/cancel`, ["POST"]],
    ["/api/hitl/preview", ["POST"]],
    ["/api/hitl/events", ["GET"]],
    ["/api/hitl/providers", ["GET"]],
    ["/api/hitl/models", ["GET", "POST"]],
    ["/api/hitl/models/sandbox/sandbox/image", ["GET", "PATCH", "DELETE"]],
  ])("%s takes %s and answers 405 to all else", async (path, methods) => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter(
      (name) => !methods.includes(name),
    )) {
      app.lines.length = 0;
      const response = await ann.send(method, path);
      expect(
        response.headers
          .get("allow")
          ?.split(", ")
          .filter((name) => name !== "HEAD"),
      ).toEqual(methods);
      const problem = await problemOf(response, "method_not_allowed");
      expect(problem.detail).toContain(method);
      expect(app.lines).toMatchObject([{ status: 405, method, path }]);
    }
  });

  test("a GET never decides (law 9)", async () => {
    for (const action of ["approve", "reject", "edit", "retry", "cancel"]) {
      expect((await ann.get(`${one}/${action}?approve=true&reason=no`)).status).toBe(405);
    }
    expect((await rita.run(waiting.run_id)).version).toBe(waiting.version);
  });
});
