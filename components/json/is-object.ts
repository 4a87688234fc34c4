import type { Json, JsonObject } from "@/lib/contracts/json";

/** True for a plain JSON object. (The contract's own check would bring zod into every page.) */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
