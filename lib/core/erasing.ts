import { createHmac } from "node:crypto";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { canonicalJson } from "./digest";
import type { RunEvent } from "./events";

/** What stands where a text was. */
export const erasedText = "[erased]";

/** The sentence that stands where one was that spoke of values. */
const erasedSentence = { code: "erased", values: {} };

/**
 * The keys of log entries and states whose texts stay: ids, digests, times, words of closed vocabularies, and the names
 * of models, people, keys, groups, rules and budgets. The text at any other key is erased, a new one's, too.
 */
const staying = new Set([
  ...["run_id", "id", "review_id", "parent_run_id", "hold_id", "provider_id", "adopt", "approval_token"],
  ...["digest", "payload_digest", "output_digest", "facts_digest", "description_digest", "sha256", "body"],
  ...["at", "until", "opened_at", "asked_at", "expires_at", "closed_at", "lease_until", "absent_at"],
  ...["submitted_at", "created_at", "updated_at", "completed_at"],
  ...["type", "step", "status", "kind", "action", "actions", "phase", "outcome", "severity", "code", "rule"],
  ...["measured", "threshold", "operation_type", "safety_flags", "currency", "per", "surface"],
  ...["policy", "on_timeout", "allowed_steps", "information_review", "payload_review", "response_review"],
  ...["provider", "tool", "name", "version", "groups", "offers", "after", "member"],
  ...["by", "person", "editor", "editors"],
]);

/** What foreign JSON becomes: its keys are texts, too, and its numbers. */
const foreign: Record<string, Json> = {
  on_behalf_of: erasedText,
  set: erasedText,
  url: erasedText,
  inputs: {},
};

function isSaid(value: JsonObject): boolean {
  return typeof value.code === "string" && isJsonObject(value.values);
}

const speaksOfNothing = (said: Json | undefined) =>
  isJsonObject(said) &&
  isSaid(said) &&
  isJsonObject(said.values) &&
  Object.values(said.values).every((one) => one === undefined);

/** Plain setting, which is quick, would not set a key that is called so. */
function put(object: JsonObject, name: string, value: Json): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What stays of a value that stands at a key; of its keys that are undefined nothing does. */
function left(value: Json, key: string): Json {
  if (value === null || key === "rules") return value;
  const instead = foreign[key];
  if (instead !== undefined) return Array.isArray(value) ? [] : instead;
  if (typeof value === "string") return staying.has(key) ? value : erasedText;
  if (Array.isArray(value)) return value.map((item) => left(item, key));
  if (!isJsonObject(value)) return value;
  if (isSaid(value)) return speaksOfNothing(value) ? value : erasedSentence;
  const inside: JsonObject = {};
  for (const name of Object.keys(value)) {
    const item = value[name];
    if (item !== undefined) put(inside, name, left(item, name));
  }
  // A sentence that speaks of nothing stays, in words as by its code.
  return speaksOfNothing(value.said) && value.message !== undefined
    ? { ...inside, message: value.message }
    : inside;
}

/** As storing it leaves it: without the keys that are undefined. */
const plain = (value: unknown): Json => parseJson(printJson(value));

/** The canonical text of an entry as it is stored: it is JSON, but for keys that are undefined. */
export function entryText(event: RunEvent): string {
  // Guarantee: whatever is left out of the text is what storing leaves out, too.
  const entry = event as unknown as Json;
  try {
    return canonicalJson(entry);
  } catch {
    // A number that is none is stored as null.
    return canonicalJson(plain(entry));
  }
}

/**
 * A log entry, a state, or a part of one without the texts that people, requests and providers wrote; the rules that
 * were frozen with it stay. Doing it again changes nothing.
 * Guarantee: each value keeps its kind, so that it is of the same shape.
 */
export function withoutTexts<Part extends object>(part: Part): Part {
  return left(plain(part), "") as unknown as Part;
}

/**
 * An entry as its hash covers it: without its texts, and with an HMAC of all of it under the entry's own salt. Whoever
 * has entry and salt can make it; from it alone, without the salt, nobody can even try out what the texts were.
 * @param salt 32 random bytes, base64url
 */
export function digested(event: RunEvent, salt: string): RunEvent {
  const mac = createHmac("sha256", Buffer.from(salt, "base64url")).update(entryText(event));
  const whole = { ...event, ...(event.data.said && { said: event.data.said }) } as unknown as Json;
  const { data, ...entry } = left(whole, "") as unknown as RunEvent;
  const { said, ...rest } = entry as typeof entry & { said?: Json };
  return {
    ...rest,
    data: { ...data, said: said ?? erasedSentence, texts: `hmac-sha256:${mac.digest("hex")}` },
  } as RunEvent;
}

/** True for an entry whose texts were erased. */
export function isErased({ data }: RunEvent): boolean {
  return data.texts !== undefined;
}
