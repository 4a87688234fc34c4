import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";

/** What an answer says of its error; empty texts where it does not say. */
export interface ToldError {
  code: string;
  type: string;
  message: string | null;
}

/**
 * The error that an answer tells, as `{ error: { code, type, message } }`, which OpenAI and Anthropic share; a text that
 * is no such JSON, as compatible servers and gateways may answer, is the message.
 * @param key ours, which stands in no message, nor anything that looks like one
 * @param most characters of the message
 */
export function toldError(text: string, key: string, most: number): ToldError {
  const { error } = objectIn(text);
  const told: JsonObject = isJsonObject(error) ? error : {};
  const words = (value: unknown) => (typeof value === "string" ? value : "");
  const message = words(told.message) || words(error) || text.trim();
  return {
    code: words(told.code),
    type: words(told.type),
    message: withoutKey(message, key).slice(0, most) || null,
  };
}

/** A text without our key, and without anything that looks like one. */
export function withoutKey(text: string, key: string): string {
  const bare = key === "" ? text : text.replaceAll(key, "[secret]");
  return bare
    .replace(/\bsk-[\w*-]{8,}/g, "[secret]")
    .replace(/\bBearer\s+[\w.~+/=-]{8,}/gi, "Bearer [secret]");
}

function objectIn(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
