import { standsForSomething } from "@/lib/contracts/is-file-ref";
import type { Json } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { sameJson } from "@/lib/core/same-json";
import type { FieldKind, FieldSpec } from "./field-spec";

const isText = (value: Json) => typeof value === "string";

/** What each kind of control can show; it shows anything else as empty, or as something that it is not. */
const shows: Record<FieldKind, (value: Json, choices: readonly Json[]) => boolean> = {
  text: isText,
  "long-text": isText,
  secret: isText,
  url: isText,
  "url-list": (value) => Array.isArray(value) && value.every((one) => isText(one) || standsForSomething(one)),
  number: isNumber,
  seed: isNumber,
  boolean: (value) => typeof value === "boolean",
  choice: (value, choices) => choices.some((choice) => sameJson(choice, value)),
  json: () => true,
};

/** Whether a field's control shows a value as it is; a field that is left out shows as empty, a switch as off. */
export function isShownBy({ kind, choices }: Pick<FieldSpec, "kind" | "choices">, value: Json | undefined) {
  if (value === undefined) return kind !== "boolean";
  return standsForSomething(value) || shows[kind](value, choices);
}
