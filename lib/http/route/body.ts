import { eachInside } from "@/lib/contracts/each-inside";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { pointer } from "@/lib/core/json-pointer";
import { nodesUpTo } from "@/lib/core/same-json";
import { maxExampleValues, maxJsonDepth, maxJsonValues, maxKeyLength, maxRepeated } from "../limits";
import { jsonFault } from "./json-fault";

/**
 * The JSON value of a body's text; an empty body is `{}`, for the schema to judge.
 * Throws a `validation_error` for another content type, broken JSON, and JSON that
 * cannot be stored or hashed unchanged.
 */
export function parseJsonBody(text: string, contentType: string | null): Json {
  if (text.trim() === "") return {};
  const mediaType = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!/^application\/(json|[\w.+-]+\+json)$/.test(mediaType)) {
    const type = mediaType === "" ? null : shortened(mediaType);
    throw refusal("validation_error", said("body_other_type", { type }));
  }
  const value = parse(text);
  refuseWide(value);
  refuseUnstorable(value, []);
  return value;
}

/** Told before anything is parsed: what is nested a million times, or has a million values, takes a second. */
function demandModest(text: string): void {
  let depth = 0;
  let values = 1;
  let quoted = false;
  // Between an opening bracket and whatever comes after it.
  let opened = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === backslash) at++;
      else if (code === quote) quoted = false;
      continue;
    }
    if (blanks.includes(code)) continue;
    const closes = code === closeList || code === closeObject;
    const opens = code === openList || code === openObject;
    if (closes) depth--;
    if (closes && opened) values--;
    if (opens) depth++;
    // A bracket is followed by a first value, a comma by the next one.
    if (opens || code === comma) values++;
    quoted = code === quote;
    opened = opens;
    if (depth > maxJsonDepth) throw refused([], said("fault_too_deep", { levels: maxJsonDepth }));
  }
  if (values > maxJsonValues + maxExampleValues) throw tooWide();
}

/** What an example's output has is the provider's, and of it only the kind is read: it is counted apart. */
function refuseWide(body: Json): void {
  const most = maxJsonValues + maxExampleValues;
  const values = nodesUpTo(body, most);
  if (values <= maxJsonValues) return;
  const ofExamples = exampleOutputs(body).reduce<number>((sum, one) => sum + nodesUpTo(one, most), 0);
  if (values - Math.min(ofExamples, maxExampleValues) > maxJsonValues) throw tooWide();
}

/** Where a body describes a model: a create in its tools, the catalogue in a tool's words or in the provider's. */
function exampleOutputs(body: Json): Json[] {
  if (!isJsonObject(body)) return [];
  const { agent_tool_config: tools, model } = body;
  const example = within(model, "default_example");
  const described = Object.values(isJsonObject(tools) ? tools : {}).map((tool) => within(tool, "data"));
  return [
    ...[...described, model].map((one) => within(one, "example_output")),
    within(example, "output"),
  ].filter((one) => one !== undefined);
}

function within(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

function tooWide(): CodedError {
  const sentence = `A body may have at most ${maxJsonValues} values, and an \`example_output\` ${maxExampleValues} of its own.`;
  return new CodedError("payload_too_large", sentence);
}

const codesOf = (signs: string) => Array.from(signs, (sign) => sign.charCodeAt(0));
const [quote, backslash, comma, openList, closeList, openObject, closeObject] = codesOf('"\\,[]{}');
const blanks = codesOf(" \n\r\t");

function parse(text: string): Json {
  demandModest(text);
  try {
    return parseJson(text);
  } catch {
    throw refusal("validation_error", jsonFault(text));
  }
}

/** `path` is where the value stands; it is as it was when this returns. */
function refuseUnstorable(value: unknown, path: (string | number)[]): void {
  if (typeof value === "string") refuseText(value, path);
  if (typeof value === "number" && !Number.isFinite(value))
    throw refused(path, said("fault_number_too_large"));
  eachInside(value, (inner, name) => {
    if (typeof name === "string") refuseKey(name, path);
    path.push(name);
    refuseUnstorable(inner, path);
    path.pop();
  });
}

function refuseKey(key: string, path: (string | number)[]): void {
  if (key.length > maxKeyLength)
    throw refused(path, said("fault_long_key", { letters: key.length, most: maxKeyLength }));
  if (key === "__proto__") throw refused([...path, key], said("fault_key_name"));
  refuseText(key, path, "fault_key_character");
}

function refuseText(
  text: string,
  path: (string | number)[],
  fault: "fault_character" | "fault_key_character" = "fault_character",
): void {
  if (/\0|\p{Surrogate}/u.test(text)) {
    throw refused(path, said(fault));
  }
}

function refused(path: (string | number)[], fault: Said): CodedError {
  const at = pointer(path);
  const says = said("body_refused", { at: shortened(at), fault });
  return refusal("validation_error", says, [{ pointer: at, says: fault }]);
}

/** Enough of what a client wrote to know it by. */
export function shortened(text: string): string {
  // By code points, so that no pair is cut in half.
  return text.length > maxRepeated ? `${[...text.slice(0, maxRepeated)].slice(0, -1).join("")}…` : text;
}
