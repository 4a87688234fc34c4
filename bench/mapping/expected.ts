import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { at } from "@/lib/core/json-pointer";
import type { BenchModel } from "./read-models";

// Written apart from the rules it judges: it shares no code with lib/providers/payload.

/** What a right payload of a model looks like, by its own example. */
export interface Expected {
  /** Where the prompt belongs; null for a model that has no such field. */
  textField: string | null;
  /** Fresh addresses, in the order of the model's fields. */
  urls: string[];
  /** The addresses of the example that must not come back. */
  demo: string[];
  /** The example with prompt and fresh addresses in their places. */
  payload: JsonObject;
}

const weightsField = /lora|weights|checkpoint|rvc_model/i;
const weightsEnding = /\.(safetensors|tar|ckpt|pt|pth|bin)$/i;

const isUrl = (value: Json | undefined): value is string =>
  typeof value === "string" && /^https?:\/\/\S+$/.test(value);

function endingOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0] ?? "";
}

const isMaterial = (field: string, url: string) =>
  !weightsField.test(field) && !weightsEnding.test(URL.canParse(url) ? new URL(url).pathname : url);

function inputProperties(model: BenchModel): [string, JsonObject][] {
  const properties = at(model.schema, "/components/schemas/Input/properties");
  const order = (node: JsonObject) => (typeof node["x-order"] === "number" ? node["x-order"] : 1e9);
  return Object.entries(isJsonObject(properties) ? properties : {})
    .map(([name, node]): [string, JsonObject] => [name, isJsonObject(node) ? node : {}])
    .sort(([, a], [, b]) => order(a) - order(b));
}

/** `prompt` where there is one, else the first required free-text string. */
function textFieldOf(model: BenchModel): string | null {
  const properties = inputProperties(model);
  if (properties.some(([name]) => name === "prompt")) return "prompt";
  const required = at(model.schema, "/components/schemas/Input/required");
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  const isFree = (node: JsonObject) =>
    node.type === "string" && node.format === undefined && node.enum === undefined;
  const found = properties.find(
    ([name, node]) => isRequired(name) && isFree(node) && !isUrl(model.input[name]),
  );
  return found?.[0] ?? null;
}

function materialIn(value: Json, field: string): string[] {
  if (isUrl(value)) return isMaterial(field, value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => materialIn(entry, field));
  return isJsonObject(value) ? Object.values(value).flatMap((entry) => materialIn(entry, field)) : [];
}

/** What a model's payload should be for this prompt and fresh addresses of the same kinds as the example's. */
export function expectedOf(model: BenchModel, prompt: string, withSchema: boolean): Expected {
  const names = inputProperties(model).map(([name]) => name);
  const order = [...names, ...Object.keys(model.input).filter((name) => !names.includes(name))];
  const urls: string[] = [];
  const demo: string[] = [];
  const replaced = (value: Json, field: string): Json => {
    if (isUrl(value) && isMaterial(field, value)) {
      demo.push(value);
      const fresh = `https://files.example.com/fresh/${urls.length + 1}${endingOf(value)}`;
      urls.push(fresh);
      return fresh;
    }
    if (Array.isArray(value)) return value.map((entry) => replaced(entry, field));
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replaced(entry, field)]));
    return value;
  };
  const textField = textFieldOf(model);
  // An example may be older than its schema: what that does not name any more takes no file.
  const outdated = (name: string, value: Json) =>
    withSchema && !names.includes(name) && materialIn(value, name).length > 0;
  const entries = order.flatMap((name): [string, Json][] => {
    const value = model.input[name];
    if (value !== undefined && outdated(name, value)) {
      demo.push(...materialIn(value, name));
      return [];
    }
    return value === undefined || name === textField ? [] : [[name, replaced(value, name)]];
  });
  const payload = Object.fromEntries(entries);
  return {
    textField,
    urls,
    demo,
    payload: textField === null ? payload : { ...payload, [textField]: prompt },
  };
}
