import { z } from "zod";
import { eachInside } from "./each-inside";
import { isJsonObject, type Json as JsonValue, type JsonObject as ObjectOfJson } from "./is-json-object";
import { jsonFaults } from "./sentences/json-faults";

export type Json = JsonValue;
export type JsonObject = ObjectOfJson;

/** How deep what a caller gives may be nested: payloads, answers, metadata. No model takes more, and people have to read it. */
export const mostDepth = 20;

// What is checked was read from JSON text; a schema that walks through it value by value costs more than the rest of a request.
export const Json: z.ZodType<Json> = z.custom<Json>((value) => value !== undefined, "must be a JSON value");
export const JsonObject: z.ZodType<JsonObject> = z
  .custom<JsonObject>(isJsonObject, jsonFaults.fault_no_object)
  .meta({ type: "object", additionalProperties: {} });

/** JSON as it comes in from outside. What is stored is read with `Json`: earlier versions took deeper ones. */
export const GivenJson: z.ZodType<Json> = shallow(Json);
export const GivenObject: z.ZodType<JsonObject> = shallow(JsonObject);

function shallow<Value>(schema: z.ZodType<Value>): z.ZodType<Value> {
  return schema.superRefine((value, context) => {
    const path = tooDeepIn(value, []);
    if (path !== null)
      context.addIssue({
        code: "custom",
        path,
        message: jsonFaults.fault_too_deep({ levels: mostDepth }),
        params: { said: { code: "fault_too_deep", values: { levels: mostDepth } } },
      });
  });
}

/** The way to the first list or object that is nested too deep, or null; `path` is as it was when this returns. */
function tooDeepIn(value: unknown, path: (string | number)[]): (string | number)[] | null {
  if (path.length >= mostDepth) return [...path];
  let found: (string | number)[] | null = null;
  eachInside(value, (inner, name) => {
    if (found !== null || typeof inner !== "object" || inner === null) return;
    path.push(name);
    found = tooDeepIn(inner, path);
    path.pop();
  });
  return found;
}
