import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";
import { isStreamedText } from "./join-tokens";
import { outputSchemaOf } from "./model-schema";
import { type Shape, shapesOfSchema, shapesOfValue } from "./output-shape";

/** True where nothing is said: null, blank text, and lists and objects of nothing else. */
export function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isEmpty);
  return isJsonObject(value) && Object.values(value).every(isEmpty);
}

/**
 * How empty an answer is, whether the model gave it or a person edited it: not at all, as it may well be where a
 * model that looks for things found none, or as no answer should be.
 */
export function emptinessOf(value: Json, model: ModelDescription): "full" | "found nothing" | "empty" {
  if (!isEmpty(value)) return "full";
  return holdsNothing(value) && looksForThings(model) ? "found nothing" : "empty";
}

/** `[]`, `{}`, `{ "boxes": [] }`: containers, and no leaf that stands for a missing value. */
function holdsNothing(value: Json): boolean {
  if (Array.isArray(value)) return value.every(holdsNothing);
  return isJsonObject(value) && Object.values(value).every(holdsNothing);
}

/** True for detectors, classifiers and other models whose answer is data, so that there may be none. */
function looksForThings(model: ModelDescription): boolean {
  const schema = outputSchemaOf(model);
  const shapes = shapesOf(schema, model);
  if (shapes.length === 0) return schema !== null;
  if (shapes.every((shape) => shape === "labels" || shape === "data")) return true;
  // Names of what was found, and not one text in pieces.
  return shapes.every((shape) => shape === "words") && schema?.type === "array" && !isStreamedText(schema);
}

/** What the schema promises; where it leaves that open, what the example gave. */
function shapesOf(schema: JsonObject | null, model: ModelDescription): Shape[] {
  const promised = schema === null ? [] : shapesOfSchema(schema, model);
  return promised.length > 0 ? promised : shapesOfValue(model.exampleOutput);
}
