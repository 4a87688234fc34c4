import { asObject } from "@/components/json/as-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { fieldsOf } from "./field-spec";

/** A payload with what stood before in place of the secrets that were typed since. */
export function withoutTypedSecrets(schema: Json, payload: JsonObject, before: Json): JsonObject {
  const typed = fieldsOf(schema, payload)
    .filter(({ key, kind }) => kind === "secret" && typeof payload[key] === "string" && payload[key] !== "")
    .map(({ key }) => key);
  const known = asObject(before);
  return Object.fromEntries(
    Object.entries(payload).flatMap(([key, value]): [string, Json][] => {
      if (!typed.includes(key)) return [[key, value]];
      const was = known[key];
      return was === undefined ? [] : [[key, was]];
    }),
  );
}
