/** Whole numbers are BigInts where a double would not give their digits back (`parseJson`). */
export type Json = string | number | bigint | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** True for a plain JSON object: not null, not a list. By itself, so that a page that asks need not load the schemas. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
