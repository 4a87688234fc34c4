import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import { type FoldBudget, foldBudget } from "@/lib/core/model-schema/resolve-node";
import type { ModelDescription } from "../contract";
import { isUrl, isWeights, kindOfField, kindOfUrl, type MaterialKind } from "./material-url";
import { nestedSchema } from "./model-schema";

/**
 * What an output is made of. `file` is one whose kind nothing tells yet, `labels` are
 * names with their scores, `vector` a list of numbers, `data` any other JSON.
 */
export type Shape = MaterialKind | "file" | "words" | "labels" | "vector" | "data";

const labelKey = /^(label|class|class_?name|tag|category|name)s?$/i;
const scoreKey = /^(score|confidence|probability|prob|conf)s?$/i;
const vectorKey = /embedding|vector|features/i;

/** What one real output consists of, the weightiest first; empty when there was none. */
export function shapesOfValue(value: Json | undefined, key = ""): Shape[] {
  if (value === null || value === undefined || value === "") return [];
  if (isUrl(value))
    return [isWeights(key, value) ? "archive" : (kindOfUrl(value) ?? kindOfField(key) ?? "file")];
  if (typeof value === "string")
    return [vectorKey.test(key) ? "vector" : writesLabels(value) ? "labels" : "words"];
  if (typeof value !== "object") return ["data"];
  if (Array.isArray(value)) {
    if (isVector(value)) return ["vector"];
    if (value.some(isLabelRow)) return ["labels"];
    return byWeight(value.slice(0, 50).flatMap((entry) => shapesOfValue(entry, key)));
  }
  return isLabels(value)
    ? ["labels"]
    : byWeight(Object.entries(value).flatMap(([name, entry]) => shapesOfValue(entry, name)));
}

/** What the Output schema promises, what is required before what may be missing; nothing where that has no end. */
export function shapesOfSchema(node: JsonObject, model: ModelDescription): Shape[] {
  try {
    return shapesAt(node, { model, budget: foldBudget() }, "", 0);
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

/** The schema that is read, and what is left for reading it: every level may name all others again. */
interface Reading {
  model: ModelDescription;
  budget: FoldBudget;
}

function shapesAt(node: JsonObject, reading: Reading, key: string, depth: number): Shape[] {
  if (depth > 4) return [];
  const nested = (inner: Json | undefined) => nestedSchema(inner, reading.model, reading.budget);
  if (node.format === "uri") return [isWeights(key, "") ? "archive" : (kindOfField(key) ?? "file")];
  if (node.type === "string") return vectorKey.test(key) ? ["vector"] : ["words"];
  if (node.type === "array") {
    const items = nested(node.items);
    if (items.type === "number" || items.type === "integer") return ["vector"];
    const inside = shapesAt(items, reading, key, depth + 1);
    return inside.length === 0 ? ["data"] : inside;
  }
  if (isJsonObject(node.properties)) return shapesOfProperties(node, node.properties, reading, depth);
  const branches = Array.isArray(node.anyOf) ? node.anyOf : [];
  if (branches.length > 0) {
    return byWeight(branches.flatMap((branch) => shapesAt(nested(branch), reading, key, depth + 1)));
  }
  return node.type === undefined ? [] : ["data"];
}

function shapesOfProperties(
  node: JsonObject,
  properties: JsonObject,
  reading: Reading,
  depth: number,
): Shape[] {
  const names = Object.keys(properties);
  if (names.some((name) => labelKey.test(name)) && names.some((name) => scoreKey.test(name)))
    return ["labels"];
  const required = new Set(Array.isArray(node.required) ? node.required : []);
  const shapes = (wanted: boolean) =>
    byWeight(
      Object.entries(properties)
        .filter(([name]) => required.has(name) === wanted)
        .flatMap(([name, property]) =>
          shapesAt(nestedSchema(property, reading.model, reading.budget), reading, name, depth + 1),
        ),
    );
  return [...shapes(true), ...shapes(false)];
}

/** Files are what a model is for, words go with them; vectors and labels come with their input's text. */
const weight: readonly Shape[] = [
  "vector",
  "video",
  "audio",
  "image",
  "model",
  "file",
  "labels",
  "words",
  "text",
  "archive",
  "data",
];

function byWeight(shapes: readonly Shape[]): Shape[] {
  return [...new Set(shapes)].sort((a, b) => weight.indexOf(a) - weight.indexOf(b));
}

function isVector(list: readonly Json[]): boolean {
  return list.length >= 8 && list.every(isNumber);
}

/** `["n02123597", "Siamese_cat", 0.88]`: names with a share. */
function isLabelRow(entry: Json): boolean {
  if (isJsonObject(entry)) return isLabels(entry);
  return (
    Array.isArray(entry) &&
    entry.length <= 4 &&
    entry.some((part) => typeof part === "string") &&
    entry.some((part) => typeof part === "number" && part >= 0 && part <= 1)
  );
}

/** `{ "cat": 0.9, "dog": 0.1 }`, `{ "label": "cat", "score": 0.9 }` or verdicts like `{ "is_safe": true }`. */
function isLabels(value: JsonObject): boolean {
  const names = Object.keys(value);
  if (names.some((name) => labelKey.test(name)) && names.some((name) => scoreKey.test(name))) return true;
  const leaves = Object.values(value).flatMap((entry) =>
    isJsonObject(entry) ? Object.values(entry) : [entry],
  );
  const shares = leaves.filter((leaf) => typeof leaf === "number" && leaf >= 0 && leaf <= 1);
  const verdicts =
    names.some((name) => /^is_|_is_|safe|nsfw/i.test(name)) &&
    leaves.some((leaf) => typeof leaf === "boolean");
  return verdicts || (leaves.length >= 2 && shares.length === leaves.length);
}

const pair = String.raw`['"][^'"]{1,60}['"]\s*:\s*(0(\.\d+)?|1(\.0+)?|\d(\.\d+)?e-\d+)`;
const pairs = new RegExp(String.raw`^\s*\{\s*${pair}(\s*,\s*${pair})*\s*\}\s*$`);

function writesLabels(text: string): boolean {
  return text.length < 5_000 && pairs.test(text);
}
