import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { problemOf, runOf, testApi } from "@/lib/testing/api";

const { rita, ann, rows } = await testApi();
const prompt = { prompt: { type: "string" } };
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Each schema refers to the next one so often: following all ways takes `width ** 12` steps. */
function branching(width: number): Record<string, JsonObject> {
  const names = Array.from({ length: 12 }, (_, at) => at);
  return Object.fromEntries(names.map((at) => [`A${at}`, { allOf: Array(width).fill(to(`A${at + 1}`)) }]));
}

function wanted(schemas: JsonObject, example_input: JsonObject = { prompt: "x" }) {
  const data = {
    name: "owner/model",
    latest_version: "v",
    example_input,
    openapi_schema: { components: { schemas } },
  };
  return { prompt: "a boat", agent_tool_config: { "replicate-agent-tool": { data } } };
}

describe("a schema that comes with a request", () => {
  test.each<[string, JsonObject]>([
    ["refers to itself", { Input: { properties: prompt, allOf: [to("Input")] } }],
    [
      "refers to itself by a detour",
      { Input: { properties: prompt, ...to("B") }, B: { allOf: [to("Input")] } },
    ],
    ["branches without end", { Input: { properties: prompt, allOf: [to("A0")] }, ...branching(40) }],
    [
      "branches without end in its output",
      { Input: { properties: prompt }, Output: to("A0"), ...branching(40) },
    ],
  ])("and %s is refused within moments, and nothing is stored", async (_, schemas) => {
    const before = await rows();
    for (const path of ["/api/hitl/preview", "/api/hitl/runs"]) {
      const started = performance.now();
      const response = await rita.post(path, wanted(schemas));
      expect(performance.now() - started).toBeLessThan(20_000);
      if (response.status === 200 && path.endsWith("preview")) continue;
      const problem = await problemOf(response, "validation_error");
      expect(problem.detail).toContain("schema");
    }
    expect(await rows()).toEqual(before);
  });

  test.each<[string, JsonObject]>([
    ["is nothing but itself", { Input: to("Input") }],
    ["has a type that is a number", { Input: { type: 5, properties: prompt } }],
    ["requires a text instead of a list", { Input: { properties: prompt, required: "prompt" } }],
    ["has no properties", { Input: { properties: null } }],
    [
      "has a limit that is a text",
      { Input: { properties: { ...prompt, n: { type: "integer", minimum: "x" } } } },
    ],
    ["is no schema at all", { Input: [] }],
  ])("and %s leaves the payload unchecked, which is said", async (_, schemas) => {
    const run = await runOf(await rita.post("/api/hitl/runs", wanted(schemas)));
    expect(run.status).toBe("awaiting_human");
    expect(run.validation_issues.map(({ issue }) => issue).join(" ")).toContain("was not checked");
  });

  test("may name its fields as objects name theirs", async () => {
    const properties = { ...prompt, constructor: { type: "string" }, "a/b~c": { type: "integer" } };
    const schemas = { Input: { properties, required: ["constructor", "a/b~c"] } };
    const run = await runOf(await rita.post("/api/hitl/runs", wanted(schemas)));
    expect(run.validation_issues.map(({ pointer }) => pointer).toSorted()).toEqual([
      "/a~1b~0c",
      "/constructor",
    ]);
    const payload = { constructor: "x", "a/b~c": 1 };
    const edited = await ann.decide(run.run_id, "edit", { edits: { payload }, approve: false });
    expect(edited).toMatchObject({ validation_issues: [], suggested_payload: { "a/b~c": 1 } });
  });

  test("may have a pattern that would never be done matching", async () => {
    const schemas = { Input: { properties: { prompt: { type: "string", pattern: "^(a+)+$" } } } };
    const body = { ...wanted(schemas), prompt: `${"a".repeat(5_000)}!` };
    expect((await runOf(await rita.post("/api/hitl/runs", body))).status).toBe("awaiting_human");
  });
});

test("a long list is edited and shown in a time that grows with its length", async () => {
  const took = async (count: number) => {
    const list = Array.from({ length: count }, (_, at) => at);
    const body = wanted({ Input: { properties: prompt } }, { prompt: "x", list });
    const created = await runOf(await rita.post("/api/hitl/runs", body, { prefer: "wait=30" }));
    const before = process.cpuUsage();
    const payload = { list: list.map((entry) => entry + 1).toReversed() };
    const edited = await ann.decide(created.run_id, "edit", { edits: { payload }, approve: false });
    expect(edited.suggested_payload).toMatchObject({ prompt: "a boat" });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await took(1_000);
  const one = await took(1_100);
  // Eight times as many would take sixty-four times as long if each were compared with each.
  expect(await took(8_800)).toBeLessThan(30 * one);
});
