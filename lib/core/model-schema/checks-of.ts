import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { nodesUpTo } from "@/lib/core/same-json";
import { componentSchemas, referenced } from "./resolve-node";

/** A document of more values is not even looked at; real models' have some hundreds. */
const mostValues = 2_000;

/** So deep a schema may be, with every reference written out. */
const deepest = 20;

/** So long a document may be as JSON: some of what reads its texts takes more than a look at each letter. */
const longestDocument = 20_000;

/** Keywords that say something to people. */
const says: ReadonlySet<string> = new Set([
  ...["title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly"],
  ...["x-order", "x-cog-array-type", "x-cog-array-display", "x-cog-secret"],
]);

/** Keywords that are looked at for each value they are about, as often as they have parts. */
const checks: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "required", "nullable", "multipleOf"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"],
]);

/** Formats whose check takes time by the length of the text alone. */
const plainFormats: ReadonlySet<Json> = new Set(["uri", "password", "date", "date-time", "uuid", "float"]);

/** How many checks a model's Input takes: those of its fields, made once each, and those made for each value of a list. */
export interface Checks {
  once: number;
  each: number;
}

const known = new WeakMap<JsonObject, Checks | null>();

/**
 * How many checks following a model's schema takes at the most, with every reference written out; null where there is
 * something in it whose checks cannot be counted, harmless as it may be: that needs a watchdog. Found out once for each
 * document.
 */
export function checksOf(openapiSchema: JsonObject | null): Checks | null {
  if (openapiSchema === null) return { once: 0, each: 0 };
  const before = known.get(openapiSchema);
  if (before !== undefined) return before;
  const found = countedIn(openapiSchema);
  known.set(openapiSchema, found);
  return found;
}

function countedIn(document: JsonObject): Checks | null {
  if (nodesUpTo(document, mostValues) > mostValues) return null;
  if (JSON.stringify(document, digits).length > longestDocument) return null;
  const schemas = componentSchemas(document);
  const [counted, others] = [new Count(schemas), new Count(schemas)];
  const { Input, ...rest } = schemas;
  const isCounted = Input === undefined || counted.add(Input, "once", 0);
  return isCounted && Object.values(rest).every((schema) => others.add(schema, "once", 0))
    ? counted.checks
    : null;
}

function digits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

class Count {
  readonly checks: Checks = { once: 0, each: 0 };

  constructor(private readonly schemas: JsonObject) {}

  /**
   * Adds the checks of a schema. A circle of references is deeper than any may be.
   * @returns whether they can be counted. Of a choice between schemas the errors are sorted out, each against each, so
   *   that it is none of those
   */
  add(schema: Json | undefined, made: keyof Checks, depth: number): boolean {
    if (depth > deepest || !this.has(1, made)) return false;
    if (typeof schema === "boolean") return true;
    if (!isJsonObject(schema)) return false;
    return Object.entries(schema).every(([key, value]) => {
      if (says.has(key)) return true;
      if (key === "properties") return isJsonObject(value) && this.addAll(Object.values(value), made, depth);
      if (key === "allOf") return Array.isArray(value) && this.addAll(value, made, depth);
      if (key === "$ref")
        return typeof value === "string" && this.add(referenced(value, this.schemas), made, depth + 1);
      if (key === "items" || key === "additionalProperties") return this.add(value, "each", depth + 1);
      const isPlain = checks.has(key) || (key === "format" && plainFormats.has(value));
      return isPlain && this.has(nodesUpTo(value, mostValues), made);
    });
  }

  private addAll(inner: readonly Json[], made: keyof Checks, depth: number): boolean {
    return inner.every((schema) => this.add(schema, made, depth + 1));
  }

  /** @returns whether that many more may be */
  private has(more: number, made: keyof Checks): boolean {
    this.checks[made] += more;
    return this.checks.once + this.checks.each <= mostValues;
  }
}
