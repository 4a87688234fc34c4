import { standsForSomething } from "@/lib/contracts/is-file-ref";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { sameJson } from "./same-json";

/**
 * The target after a JSON Merge Patch (RFC 7396): null removes a key, objects merge,
 * anything else replaces, and so does what stands for a secret or a file, which is no object to merge into. Neither argument is changed.
 */
export function mergePatch(target: Json, patch: JsonObject): JsonObject;
export function mergePatch(target: Json, patch: Json): Json;
export function mergePatch(target: Json, patch: Json): Json {
  if (!isMerged(patch)) return patch;
  const merged = new Map(isMerged(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key) ?? null, value));
  }
  // `fromEntries` makes an own property even of `__proto__`.
  return Object.fromEntries(merged);
}

/** A secret is exchanged as a whole, and so is a file. */
function isMerged(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && !standsForSomething(value);
}

/** The JSON Merge Patch (RFC 7396) that turns `from` into `to`; a null in `to` means the key is left out. */
export function patchBetween(from: JsonObject, to: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (sameJson(before, value)) continue;
    patch[key] = isMerged(before) && isMerged(value) ? patchBetween(before, value) : value;
  }
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  return patch;
}
