import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";

/** What an object has of its own under a key; never what every object inherits, such as `constructor`. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
