import { asObject } from "@/components/json/as-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Preview } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";

/** A model's own parameters: its input without the fields that prompt and attachments fill. */
export interface Parameters {
  schema: Json;
  /** What they are when nobody sets them. */
  base: JsonObject;
  /** The fields that are filled otherwise. */
  filled: ReadonlySet<string>;
}

/** @param plain the preview of the request without edits */
export function parametersOf(plain: Preview): Parameters {
  const { payload, placements } = ran(plain);
  const filled = new Set(placements.map(({ pointer }) => firstPart(pointer)));
  const schema = asObject(plain.input_schema);
  return {
    schema: { ...schema, properties: without(asObject(schema.properties), filled) },
    base: without(asObject(payload), filled),
    filled,
  };
}

/** The object without some of its keys. */
export function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

/** The issues of a preview that still speak of what stands in their field: one types on while it is made. */
export function issuesNow(preview: Preview, value: JsonObject): Issue[] {
  const { payload, issues } = ran(preview);
  const looked = asObject(payload);
  return issues.filter(({ field }) => sameJson(looked[field], value[field]));
}

/** The payload that would run, with what is said of it. */
function ran({ automatic_fixes: fixes, ...preview }: Preview) {
  return {
    payload: fixes?.payload ?? preview.suggested_payload,
    placements: fixes?.placements ?? preview.placements,
    issues: fixes?.validation_issues ?? preview.validation_issues,
  };
}

function firstPart(pointer: string): string {
  return (pointer.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
}
