import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";

export function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
