import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { CreateRun } from "@/lib/contracts/create-run";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Preview } from "@/lib/contracts/run";
import { sealKey } from "@/lib/core/sealed/seal-key";
import { previewRun } from "@/lib/orchestrator/requests/preview";
import { inputSchemaOf } from "@/lib/providers/payload/input-schema";
import { createRegistry } from "@/lib/providers/registry";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { expectedOf } from "./expected";
import type { BenchModel } from "./read-models";
import { trueKindOf } from "./true-kind";

export const rules = ["prompt", "attachments", "no leak", "kind", "valid", "whole payload exact"] as const;
export type RuleName = (typeof rules)[number];

/** How one model fared: per rule true, false, or null where it does not apply; and why it failed. */
export interface ModelScore {
  name: string;
  outcome: Record<RuleName, boolean | null>;
  /** `by` names the rules of the mapping that were at work. */
  misses: { rule: RuleName; why: string; by: string }[];
  milliseconds: number;
}

const prompt = "a fresh prompt that no example has: 7319";
const registry = createRegistry([createReplicate({ token: null })]);

async function preview(model: BenchModel, withSchema: boolean, urls: string[]): Promise<Preview> {
  const body = CreateRun.parse({
    prompt,
    attachments: urls,
    agent_tool_config: {
      "replicate-agent-tool": {
        data: {
          name: model.name,
          description: model.description,
          latest_version: model.version,
          example_input: model.input,
          ...(withSchema && { openapi_schema: model.schema }),
        },
      },
    },
  });
  const refuse = () => Promise.reject(new Error("The bench asks for no model by name."));
  const secrets = { key: sealKey(Buffer.alloc(32)), nonce: () => Buffer.alloc(12) };
  return previewRun({ registry, findModel: refuse, newId: (prefix) => prefix, secrets }, body, []);
}

/** Scores the previews of one model: with fresh attachments for all of the example's, and with none. */
export async function scoreModel(model: BenchModel, withSchema: boolean): Promise<ModelScore> {
  const expected = expectedOf(model, prompt, withSchema);
  const start = performance.now();
  const full = await preview(model, withSchema, expected.urls);
  const milliseconds = performance.now() - start;
  const bare = await preview(model, withSchema, []);
  const payload = objectOf(full.suggested_payload);
  const kind = trueKindOf(model);
  const misses: ModelScore["misses"] = [];
  const judge = (rule: RuleName, applies: boolean, why: () => string | null): boolean | null => {
    if (!applies) return null;
    const fault = why();
    if (fault !== null) misses.push({ rule, why: fault, by: rulesAtWork(rule, full) });
    return fault === null;
  };
  const outcome = {
    prompt: judge("prompt", expected.textField !== null, () =>
      promptFault(payload, expected.textField ?? ""),
    ),
    attachments: judge("attachments", expected.urls.length > 0, () =>
      difference(without(payload, expected.textField), without(expected.payload, expected.textField)),
    ),
    "no leak": judge("no leak", expected.demo.length > 0, () =>
      leakFault(bare, expected.demo, model, withSchema),
    ),
    kind: judge("kind", kind !== null, () =>
      full.operation_type === kind ? null : `is ${kind}, said ${full.operation_type}`,
    ),
    valid: judge("valid", withSchema, () => invalidFault(full, model) ?? invalidFault(bare, model)),
    "whole payload exact": judge("whole payload exact", true, () => difference(payload, expected.payload)),
  };
  return { name: model.name, outcome, misses, milliseconds };
}

/** Which of the mapping's rules placed what a score is about. */
function rulesAtWork(rule: RuleName, { placements }: Preview): string {
  if (rule === "kind") return "kind by outputs, inputs and words";
  const sources = rule === "prompt" ? ["prompt"] : ["prompt", "attachment"];
  const told = placements.filter(({ source }) => sources.includes(source));
  const lines = told.map((place) => `${place.pointer} by ${place.rule} (${place.confidence})`);
  return lines.length === 0 ? "no rule placed anything" : [...new Set(lines)].join(", ");
}

function objectOf(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function without(payload: JsonObject, field: string | null): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== field));
}

function difference(got: JsonObject, wanted: JsonObject): string | null {
  if (isDeepStrictEqual(got, wanted)) return null;
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return names
    .filter((name) => !isDeepStrictEqual(got[name], wanted[name]))
    .map((name) => `${name}: ${show(got[name])} instead of ${show(wanted[name])}`)
    .join("; ");
}

function show(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 160);
}

function promptFault(payload: JsonObject, field: string): string | null {
  const elsewhere = Object.keys(payload).filter(
    (name) => name !== field && JSON.stringify(payload[name]).includes(prompt),
  );
  if (elsewhere.length > 0) return `stands in ${elsewhere.join(", ")} instead of ${field}`;
  return payload[field] === prompt ? null : `${field} is ${show(payload[field])}`;
}

function leakFault(
  { suggested_payload, validation_issues }: Preview,
  demo: string[],
  model: BenchModel,
  withSchema: boolean,
): string | null {
  const payload = objectOf(suggested_payload);
  const text = JSON.stringify(payload);
  const leaked = demo.find((url) => text.includes(JSON.stringify(url)));
  if (leaked !== undefined) return `${leaked} is still there`;
  if (!withSchema) return null;
  const { required } = inputSchemaOf({ openapiSchema: model.schema }) ?? {};
  const missing = (Array.isArray(required) ? required : []).find(
    (name) =>
      typeof name === "string" &&
      !Object.hasOwn(payload, name) &&
      !validation_issues.some((issue) => issue.severity === "error" && issue.pointer === `/${name}`),
  );
  return missing === undefined ? null : `${String(missing)} is required, empty, and nobody says so`;
}

/** A second opinion on every payload: each fault the schema sees must have an error issue at its pointer. */
function invalidFault({ suggested_payload, validation_issues }: Preview, model: BenchModel): string | null {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateSchema: false });
  formats.default(ajv);
  const validate = ajv.compile(inputSchemaOf({ openapiSchema: model.schema }) ?? {});
  if (validate(suggested_payload)) return null;
  const silent = (validate.errors ?? []).find((error) => {
    const where =
      error.keyword === "required"
        ? `${error.instancePath}/${String(error.params.missingProperty)}`
        : error.instancePath;
    return !validation_issues.some((issue) => issue.severity === "error" && issue.pointer === where);
  });
  return silent === undefined ? null : `${silent.instancePath} ${silent.message ?? ""} has no error issue`;
}
