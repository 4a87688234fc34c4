import { z } from "zod";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { pointer } from "@/lib/core/json-pointer";
import { unwrap } from "./validate";

type Path = readonly (string | number)[];

/** Says of an object at this path whether a key its schema does not know is kept instead of refused. */
export type KeepsUnknown = (path: Path) => boolean;

interface Unknown {
  path: Path;
  key: string;
  value: Json;
}

export interface TidyBody {
  value: Json;
  /** Where the keys stood that are now under `metadata.extra`, as pointers. */
  kept: string[];
}

/**
 * A body before its schema judges it. A null that the schema has no meaning for is left out: many clients write one for
 * what they do not say. Inside free JSON (payloads, `data`, `metadata`, merge patches) and lists nothing is touched.
 * Keys that the schema does not know move to `metadata.extra` where `keeps` says so; without room there they stay.
 */
export function tidyBody(schema: z.ZodType, body: Json, keeps: KeepsUnknown | undefined): TidyBody {
  const unknown: Unknown[] = [];
  const value = tidied(schema, body, [], (found) => {
    const taken = keeps?.(found.path) === true;
    if (taken) unknown.push(found);
    return taken;
  });
  if (unknown.length === 0 || !isJsonObject(value)) return { value, kept: [] };
  const metadata = value.metadata ?? {};
  const extra = isJsonObject(metadata) && !Object.hasOwn(metadata, "extra") ? extraOf(unknown) : null;
  if (extra === null) return tidyBody(schema, body, undefined);
  return {
    value: { ...value, metadata: { ...(isJsonObject(metadata) ? metadata : {}), extra } },
    kept: unknown.map(({ path, key }) => pointer([...path, key])),
  };
}

function tidied(schema: unknown, value: Json, path: Path, taken: (found: Unknown) => boolean): Json {
  const here = unwrap(schema);
  if (here instanceof z.ZodArray && Array.isArray(value))
    return value.map((item, index) => tidied(here.element, item, [...path, index], taken));
  if (!isJsonObject(value) || !(here instanceof z.ZodObject || here instanceof z.ZodRecord)) return value;
  const free = here instanceof z.ZodObject && !(here.def.catchall instanceof z.ZodNever);
  const kept: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const field = fieldOf(here, key);
    if (field === undefined) {
      if (free || (item !== null && !taken({ path, key, value: item }))) kept[key] = item;
    } else if (item !== null || field.safeParse(null).success) {
      kept[key] = tidied(field, item, [...path, key], taken);
    }
  }
  return kept;
}

function fieldOf(schema: z.ZodObject | z.ZodRecord, key: string): z.ZodType | undefined {
  const field = schema instanceof z.ZodRecord ? schema.valueType : ownValue(schema.shape, key);
  return field instanceof z.ZodType ? field : undefined;
}

function ownValue(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** What was not known, each at the place where it stood. */
function extraOf(unknown: Unknown[]): JsonObject {
  const extra: JsonObject = {};
  for (const { path, key, value } of unknown) {
    let here = extra;
    for (const part of path) {
      const next = Object.hasOwn(here, part) ? here[part] : {};
      here[part] = isJsonObject(next) ? next : {};
      here = here[part];
    }
    here[key] = value;
  }
  return extra;
}
