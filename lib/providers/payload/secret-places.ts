import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";
import { componentSchemas, endlessSchema, referenced } from "./schema-node";
import { isSecretForm } from "./secret-field";

/** A place of a payload, as the schemas that speak of it see it. */
export interface InputPlace {
  /** The schemas that apply there when one of them says that its values are secret, else null. */
  readonly secret: readonly JsonObject[] | null;
  /** The place of a key or an entry inside. */
  inside(name: string | number): InputPlace;
}

/** So many schemas are looked at for one payload. */
const mostLooks = 200_000;

const secretMarks = ["format", "writeOnly", "x-cog-secret"];

/**
 * The root of a model's input, to walk along with a payload; null where no schema of it says that anything is secret.
 * Choices count with all their branches: what one of them calls secret is.
 * @returns places that throw a CodedError `validation_error` when the schema is too branched to be walked
 */
export function secretPlaces({ openapiSchema }: Pick<ModelDescription, "openapiSchema">): InputPlace | null {
  if (openapiSchema === null || !marksSecrets(openapiSchema)) return null;
  const schemas = componentSchemas(openapiSchema);
  const walk = new SchemaWalk(schemas);
  const root = walk.place(walk.unfold([schemas.Input]));
  return {
    secret: root.secret,
    inside: (name) => {
      const own = root.inside(name);
      return own.secret === null && typeof name === "string" ? (walk.meant(root, name) ?? own) : own;
    },
  };
}

/** One look at everything, so that most models need no walk. */
function marksSecrets(document: JsonObject): boolean {
  const open: Json[] = [document];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (isJsonObject(value) && secretMarks.some((key) => Object.hasOwn(value, key)) && isSecretForm(value))
      return true;
    for (const inner of Object.values(value)) open.push(inner);
  }
  return false;
}

interface SchemaPlace extends InputPlace {
  readonly nodes: readonly JsonObject[];
}

class SchemaWalk {
  private left = mostLooks;

  constructor(private readonly schemas: JsonObject) {}

  place(nodes: readonly JsonObject[]): SchemaPlace {
    return {
      nodes,
      secret: nodes.some(isSecretForm) ? nodes : null,
      inside: (name) => this.place(this.unfold(nodes.flatMap((node) => this.inner(node, name)))),
    };
  }

  /** The schemas themselves and all that they refer to or choose from, each once. */
  unfold(nodes: readonly (Json | undefined)[]): JsonObject[] {
    const found = new Set<JsonObject>();
    const open = [...nodes];
    for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
      if (--this.left < 0) throw endlessSchema();
      if (!isJsonObject(node) || found.has(node)) continue;
      found.add(node);
      const { $ref, allOf, anyOf, oneOf } = node;
      if (typeof $ref === "string") open.push(referenced($ref, this.schemas));
      for (const branches of [allOf, anyOf, oneOf])
        if (Array.isArray(branches)) for (const branch of branches) open.push(branch);
    }
    return [...found];
  }

  private inner(node: JsonObject, name: string | number): (Json | undefined)[] {
    const { properties, patternProperties, additionalProperties, items, prefixItems } = node;
    if (typeof name === "number") {
      const entry = [items, prefixItems].map((list) => (Array.isArray(list) ? list[name] : undefined));
      return [...entry, Array.isArray(items) ? undefined : items];
    }
    const named = isJsonObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
    // Which names a pattern means may take forever to tell: what any of them calls secret is.
    const patterns = isJsonObject(patternProperties) ? Object.values(patternProperties) : [];
    return named.length > 0 ? named : [...patterns, additionalProperties];
  }

  /** The secret field that a key surely means, though it is written otherwise: a fix may move its value there. */
  meant(root: InputPlace, name: string): InputPlace | null {
    const wanted = plain(name);
    const names = this.rootNames();
    if (wanted === "" || names.includes(name)) return null;
    const found = names.find((one) => plain(one) === wanted);
    const place = found === undefined ? null : root.inside(found);
    return place?.secret ? place : null;
  }

  private rootNames(): string[] {
    return this.unfold([this.schemas.Input]).flatMap(({ properties }) =>
      isJsonObject(properties) ? Object.keys(properties) : [],
    );
  }
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
