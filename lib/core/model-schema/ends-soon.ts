import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { nodesUpTo } from "@/lib/core/same-json";
import { componentSchemas, referenced } from "./resolve-node";

/** So many values a schema may have once every reference in it is written out; real models' have some hundreds. */
const mostUnrolled = 2_000;

/** So long all texts of a document may be together: some of what reads them takes more than a look at each letter. */
const longestTexts = 100_000;

/** Keywords that are looked at once for each value they are about, or not at all. */
const plainKeywords: ReadonlySet<string> = new Set([
  ...[
    "type",
    "title",
    "description",
    "default",
    "example",
    "examples",
    "enum",
    "const",
    "required",
    "nullable",
  ],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "deprecated"],
  ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"],
  ...["readOnly", "writeOnly", "x-order", "x-cog-array-type", "x-cog-array-display", "x-cog-secret"],
]);

/** Formats whose check takes time by the length of the text alone. */
const plainFormats: ReadonlySet<Json> = new Set(["uri", "password", "date", "date-time", "uuid", "float"]);

const holdsOne: ReadonlySet<string> = new Set(["items", "additionalProperties", "not"]);
const holdsSome: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);

const known = new WeakMap<JsonObject, boolean>();

/**
 * Whether following a model's schema ends soon whatever is checked against it: there is little of it, also with every
 * reference written out, and nothing in it but keywords that are looked at once a value. What is none of those needs a
 * watchdog, harmless as it may be. Found out once for each document.
 */
export function endsSoon(openapiSchema: JsonObject | null): boolean {
  if (openapiSchema === null) return true;
  const found = known.get(openapiSchema) ?? isPlainDocument(openapiSchema);
  known.set(openapiSchema, found);
  return found;
}

function isPlainDocument(document: JsonObject): boolean {
  if (nodesUpTo(document, mostUnrolled) > mostUnrolled) return false;
  if (JSON.stringify(document, digits).length > longestTexts) return false;
  const schemas = componentSchemas(document);
  const budget = { left: mostUnrolled };
  return Object.values(schemas).every((schema) => isPlainSchema(schema, schemas, budget));
}

function digits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Whether a schema is plain, references and all, as long as the budget lasts: a circle uses it up. */
function isPlainSchema(schema: Json | undefined, schemas: JsonObject, budget: { left: number }): boolean {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (typeof schema === "boolean") return true;
  if (!isJsonObject(schema)) return false;
  const isPlain = (inner: Json | undefined) => isPlainSchema(inner, schemas, budget);
  return Object.entries(schema).every(([key, value]) => {
    budget.left -= 1;
    if (plainKeywords.has(key)) return true;
    if (key === "format") return plainFormats.has(value);
    if (key === "$ref") return typeof value === "string" && isPlain(referenced(value, schemas));
    if (key === "properties") return isJsonObject(value) && Object.values(value).every(isPlain);
    if (holdsOne.has(key)) return isPlain(value);
    return holdsSome.has(key) && Array.isArray(value) && value.every(isPlain);
  });
}
