import { asObject, ownValue } from "@/components/json/as-object";
import type { Text } from "@/components/text/en";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { checkField } from "./check-field";
import { fieldsOf } from "./field-spec";

export interface FieldProblem {
  key: string;
  title: string;
  says: string;
}

/** What is wrong with a payload by its model's schema, field by field, while one types. The server checks again. */
export function checkPayload(
  schema: Json,
  payload: JsonObject,
  says: Text["edit"]["problem"],
): FieldProblem[] {
  const { properties, patternProperties, additionalProperties = false } = asObject(schema);
  const known = asObject(properties);
  // What the model takes besides its fields is for the server to tell.
  const closed =
    Object.keys(known).length > 0 && patternProperties === undefined && additionalProperties === false;
  return fieldsOf(schema, payload).flatMap((spec) => {
    const unknown = closed && !Object.hasOwn(known, spec.key);
    const problem = unknown ? says.unknown : checkField(spec, ownValue(payload, spec.key), says);
    return problem ? [{ key: spec.key, title: spec.title, says: problem }] : [];
  });
}
