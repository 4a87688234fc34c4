import { isJsonObject } from "../is-json-object";
import type { Json } from "../json";

/** A value as a sentence shows it: long texts cut short, lists and objects by what they are. */
export type Shown =
  | string
  | number
  | bigint
  | boolean
  | null
  | { list: number }
  | { object: true }
  | { missing: true };

/** What a sentence shows of a value. */
export function shown(value: Json | undefined): Shown {
  if (value === undefined) return { missing: true };
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 57)}…` : value;
  if (Array.isArray(value)) return { list: value.length };
  return isJsonObject(value) ? { object: true } : value;
}

/** The same in English. */
export function written(value: Shown): string {
  if (value === null) return "empty";
  if (typeof value === "string") return `"${value}"`;
  if (typeof value !== "object") return String(value);
  if ("list" in value) return `a list of ${value.list}`;
  return "object" in value ? "an object" : "missing";
}
