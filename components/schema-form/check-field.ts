import type { Text } from "@/components/text/en";
import { standsForSomething } from "@/lib/contracts/is-file-ref";
import type { Json } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { urlOf } from "@/lib/contracts/url-of";
import { brokenLimit } from "@/lib/core/model-schema/limits";
import { sameJson } from "@/lib/core/same-json";
import type { FieldSpec } from "./field-spec";

type Says = Text["edit"]["problem"];

/** What is wrong with a value while one types, in one sentence; null when nothing is. The server checks again. */
export function checkField(spec: FieldSpec, value: Json | undefined, says: Says): string | null {
  if (value === undefined || value === "") return spec.required ? says.required : null;
  if (value === null && spec.nullable) return null;
  // Looked at before it was sealed.
  if (standsForSomething(value)) return null;
  if (spec.choices.length > 0)
    return spec.choices.some((choice) => sameJson(choice, value)) ? null : says.choice;
  if (spec.kind === "number" || spec.kind === "seed") return checkNumber(spec, value, says);
  if (spec.kind === "boolean") return typeof value === "boolean" ? null : says.boolean;
  if (spec.kind === "url-list") return checkUrls(value, says);
  if (spec.kind === "json") return null;
  return typeof value === "string" ? checkText(spec, value, says) : says.text;
}

function checkUrls(value: Json, says: Says): string | null {
  if (!Array.isArray(value)) return says.list;
  return value.every((url) => standsForSomething(url) || (typeof url === "string" && urlOf(url) !== null))
    ? null
    : says.urls;
}

function checkNumber(spec: FieldSpec, value: Json, says: Says): string | null {
  if (!isNumber(value) || Number.isNaN(value)) return says.number;
  if (spec.integer && typeof value === "number" && !Number.isInteger(value)) return says.whole;
  const broken = brokenLimit(spec.schema, value);
  return broken && says.limit[broken.name](String(broken.wanted));
}

function checkText(spec: FieldSpec, value: string, says: Says): string | null {
  if (spec.kind === "url" && urlOf(value) === null) return says.url;
  if (spec.maxLength !== null && value.length > spec.maxLength) return says.long(spec.maxLength);
  if (spec.minLength !== null && value.length < spec.minLength) return says.short(spec.minLength);
  return null;
}
