import type { JsonObject } from "./json";

/** True for a plain JSON object: not null, not a list. By itself, so that a page that asks need not load the schemas. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
