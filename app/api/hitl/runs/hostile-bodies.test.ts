import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { problemOf, testApi, wanted } from "@/lib/testing/api";

const { app, rita, ann, ada } = await testApi();
const runs = "/api/hitl/runs";
const nested = (depth: number, inner: string) => "[".repeat(depth) + inner + "]".repeat(depth);
const deep = (depth: number): Json => JSON.parse(nested(depth, "1"));
const tool = (data: object) => ({ "sandbox-agent-tool": { data: { name: "sandbox/image", ...data } } });

test.each<[string, object, string]>([
  [
    "an example",
    { prompt: "x", agent_tool_config: tool({ example_input: { a: deep(21) } }) },
    "example_input/a",
  ],
  [
    "an example's output",
    { prompt: "x", agent_tool_config: tool({ example_output: deep(22) }) },
    "example_output",
  ],
  ["edits", wanted({ edits: { payload: { a: deep(21) } } }), "/edits/payload/a"],
  ["metadata", wanted({ metadata: { a: deep(21) } }), "/metadata/a"],
])(
  "%s that would be compared for ever is refused at the door, and the place is named",
  async (_, body, place) => {
    for (const path of [runs, "/api/hitl/preview"]) {
      const { errors } = await problemOf(await rita.post(path, body), "validation_error");
      expect(errors?.[0]?.pointer).toContain(place);
      expect(errors?.[0]?.message).toContain("20 levels");
    }
  },
);

test("no decision and no fork brings a payload in that is nested too deep", async () => {
  const { run_id } = await rita.create({ hitl_config: { policy: "require_human" } });
  for (const [action, body] of [
    ["edit", { edits: { payload: { a: deep(20) } } }],
    ["edit", { edits: { response: deep(21) } }],
    ["retry", { payload: { a: deep(20) } }],
    ["fork", { edits: { payload: { a: deep(20) } } }],
    ["approve", { actor: deep(21) }],
  ] as const) {
    const { errors } = await problemOf(
      await ann.post(`${runs}/${run_id}/${action}`, body),
      "validation_error",
    );
    expect(errors?.[0]?.message).toContain("20 levels");
  }
});

test("nine thousand unknown keys make a short answer, and a key without end a short line in the log", async () => {
  const many = Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [at.toString(36), 0]));
  const response = await rita.post(runs, { ...wanted(), ...many });
  expect(Number((await response.clone().text()).length)).toBeLessThan(50_000);
  const { detail, errors } = await problemOf(response, "validation_error");
  expect(errors).toHaveLength(50);
  expect(detail).toContain("(and 8999 more)");
  app.lines.length = 0;
  await problemOf(await rita.post(runs, { ...wanted(), ["k".repeat(900_000)]: 1 }), "validation_error");
  await problemOf(await rita.post(runs, { ...wanted(), ["k".repeat(490)]: 1 }), "validation_error");
  for (const line of app.lines) expect(JSON.stringify(line).length).toBeLessThan(2_000);
});

const settings = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${from + at}`, at]));

test("many edited keys are looked at once, not once for each of them", async () => {
  const took = async (count: number) => {
    const body = wanted({
      edits: { payload: settings(count) },
      hitl_config: { policy: "require_human" },
    });
    const before = process.cpuUsage();
    const { run_id, status } = await (await rita.post(runs, body, { prefer: "wait=30" })).json();
    const shown = await (await ann.get(`${runs}/${run_id}`)).json();
    expect([status, shown.suggested_payload[`key${count - 1}`]]).toEqual(["awaiting_human", count - 1]);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await took(600);
  const one = await took(1_000);
  // Eight times as many would take sixty-four times as long if each were looked at for each of them.
  expect(await took(8_000)).toBeLessThan(30 * one);
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at / 7);
const asked = (data: object) => ({ prompt: "x", agent_tool_config: tool(data) });

test("a model is not turned away because its example gave out 25,000 numbers", async () => {
  const vectors = Array.from({ length: 3 }, () => ({ input: "x", embedding: numbers(8_191) }));
  const data = { name: "owner/embeds", example_input: { text: "x" }, example_output: vectors };
  const body = { prompt: "x", agent_tool_config: { "replicate-agent-tool": { data } } };
  for (const path of ["/api/hitl/preview", runs]) {
    const response = await rita.post(path, body, { prefer: "wait=30" });
    expect(response.status).toBeLessThan(300);
    expect((await response.json()).operation_type).toBe("embedding");
  }
});

const vectorsOf = (count: number) => ({
  name: "acme/embeds",
  example_output: [{ embedding: numbers(count) }],
});
const replicateJson = (count: number) => ({
  owner: "acme",
  name: "embeds-too",
  default_example: { input: { text: "x" }, output: numbers(count) },
});

test.each([
  ["a tool's words", vectorsOf],
  ["its provider's words", replicateJson],
])(
  "no model is turned away from the catalogue because its example gave out 30,000 numbers, in %s",
  async (_, of) => {
    const added = await ada.post("/api/hitl/models", { model: of(30_000) });
    expect(added.status).toBe(201);
    const { ref, operation_type } = await added.json();
    expect(operation_type).toBe("embedding");
    const { run_id } = await rita.create({ model: ref, prompt: "x" });
    const { description } = await app.db.prisma.run.findUniqueOrThrow({ where: { id: run_id } });
    expect(JSON.stringify(description).length).toBeLessThan(10_000);
    await problemOf(await ada.post("/api/hitl/models", { model: of(60_001) }), "payload_too_large");
  },
);

test.each<[string, object]>([
  ["an example's input", asked({ example_input: { a: numbers(10_000) }, example_output: [] })],
  ["what is called an example's output elsewhere", wanted({ metadata: { example_output: numbers(10_000) } })],
  ["an example's output without end", asked({ example_output: numbers(50_001) })],
  ["what stands beside a long example", asked({ a: numbers(10_000), example_output: numbers(30_000) })],
])("%s does not bring more values in than are looked at in a second", async (_, body) => {
  await problemOf(await rita.post(runs, body), "payload_too_large");
});

test("edits do not let a payload grow without end, and what is too large may shrink", async () => {
  const { run_id } = await rita.create({ hitl_config: { policy: "require_human" } });
  const text = "é".repeat(300_000);
  const edit = async (payload: Json, action = "edit") => {
    const { approval_token } = await ann.run(run_id);
    return ann.post(`${runs}/${run_id}/${action}`, {
      edits: { payload },
      ...(action === "edit" ? { approve: false, approval_token } : {}),
    });
  };
  expect((await edit({ one: text })).status).toBe(200);
  for (const action of ["edit", "fork"]) {
    const { detail } = await problemOf(await edit({ two: text }, action), "payload_too_large");
    expect(detail).toContain("it may have at most 1048576 (1 MiB)");
  }
  expect((await edit({ one: null, two: text })).status).toBe(200);
});
