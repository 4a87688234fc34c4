import { isJsonObject } from "@/lib/contracts/is-json-object";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Json, JsonObject } from "@/lib/contracts/json";

/**
 * The target after a JSON Merge Patch (RFC 7396): null removes a key, objects merge,
 * anything else replaces, and so does a sealed value, which is no object to merge into. Neither argument is changed.
 */
export function mergePatch(target: Json, patch: JsonObject): JsonObject;
export function mergePatch(target: Json, patch: Json): Json;
export function mergePatch(target: Json, patch: Json): Json {
  if (!isJsonObject(patch) || isSealed(patch)) return patch;
  const merged = new Map(isJsonObject(target) && !isSealed(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key) ?? null, value));
  }
  // `fromEntries` makes an own property even of `__proto__`.
  return Object.fromEntries(merged);
}
