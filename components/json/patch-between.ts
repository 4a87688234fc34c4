import { isJsonObject } from "@/lib/contracts/is-json-object";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { same } from "./same";

/** A secret is exchanged as a whole. */
function isMerged(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && !isSealed(value);
}

/** The JSON Merge Patch (RFC 7396) that turns `from` into `to`; a null in `to` means the key is left out. */
export function patchBetween(from: JsonObject, to: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (same(before, value)) continue;
    patch[key] = isMerged(before) && isMerged(value) ? patchBetween(before, value) : value;
  }
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  return patch;
}
