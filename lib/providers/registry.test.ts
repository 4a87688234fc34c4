import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CodedError } from "@/lib/core/errors";
import { createRegistry } from "./registry";
import { createSandbox } from "./sandbox/provider";

const dataDir = await mkdtemp(join(tmpdir(), "registry-"));
afterAll(() => rm(dataDir, { recursive: true }));

const sandbox = createSandbox({ dataDir });
const other = { ...sandbox, name: "other", tool: "other-agent-tool" };
const registry = createRegistry([sandbox, other]);

test("a provider is found by its name and by its tool", () => {
  expect(registry.byName("sandbox")).toBe(sandbox);
  expect(registry.byTool("other-agent-tool")).toBe(other);
  expect(registry.list()).toEqual([sandbox, other]);
});

test("what is unknown is refused with the names there are", () => {
  expect(() => registry.byName("acme")).toThrow(
    'There is no provider "acme". Available providers: sandbox, other.',
  );
  expect(() => registry.byTool("acme")).toThrow(
    'There is no tool "acme". Available tools: sandbox-agent-tool, other-agent-tool.',
  );
  expect(() => registry.byTool("__proto__")).toThrow(CodedError);
});

test("a request names exactly one tool", () => {
  const data = { name: "sandbox/image" };
  expect(registry.resolveTool({ "sandbox-agent-tool": { data } })).toEqual({ provider: sandbox, data });
  expect(() => registry.resolveTool({})).toThrow(
    "Name exactly one tool; this names none. Available tools: sandbox-agent-tool, other-agent-tool.",
  );
  expect(() =>
    registry.resolveTool({ "sandbox-agent-tool": { data }, "other-agent-tool": { data } }),
  ).toThrow("this names");
});

test("two providers of one name are a mistake in the wiring", () => {
  expect(() => createRegistry([sandbox, { ...other, name: "sandbox" }])).toThrow();
});
