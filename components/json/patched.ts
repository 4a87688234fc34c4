import type { Json, JsonObject } from "@/lib/contracts/json";
import { asObject, isObject } from "./is-object";

/** What a JSON Merge Patch (RFC 7396) makes of `from`. (The domain's own would bring zod into the page.) */
export function patched(from: JsonObject, patch: JsonObject): JsonObject {
  const left = Object.entries(from).filter(([key]) => !Object.hasOwn(patch, key));
  const set = Object.entries(patch)
    .filter(([, value]) => value !== null)
    .map(([key, value]): [string, Json] => [
      key,
      isObject(value) ? patched(asObject(Object.hasOwn(from, key) ? from[key] : undefined), value) : value,
    ]);
  return Object.fromEntries([...left, ...set]);
}
