import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { componentSchemas, endlessSchema, referenced } from "@/lib/core/model-schema/resolve-node";
import { isSecretForm } from "@/lib/core/model-schema/secret-field";
import type { ModelDescription } from "../contract";
import { Shapes } from "./shape";

/** A place of a payload, as the schemas that speak of it see it. */
export interface InputPlace {
  /** The schemas that apply there when one of them says that its values are secret, else null. */
  readonly secret: readonly JsonObject[] | null;
  /**
   * The schemas that apply to a value there when it has to be taken for a secret, else null: they say so, or secrets
   * belong inside and the value is of another shape (one text in place of a list), so that it may be one of them.
   */
  hides(value: Json): readonly JsonObject[] | null;
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
  const walk = new SchemaWalk(componentSchemas(openapiSchema));
  const root = walk.root();
  return {
    secret: root.secret,
    // A payload is an object, and its secrets are in its fields.
    hides: () => root.secret,
    inside: (name) => {
      const own = root.inside(name);
      return own.secret === null && typeof name === "string" ? (walk.meant(root, name) ?? own) : own;
    },
  };
}

/** One look at everything, so that most models need no walk. */
export function marksSecrets(document: JsonObject | null): boolean {
  const open: Json[] = [document];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (isJsonObject(value) && secretMarks.some((key) => Object.hasOwn(value, key)) && isSecretForm(value))
      return true;
    for (const inner of Object.values(value)) open.push(inner);
  }
  return false;
}

class SchemaWalk {
  private left = mostLooks;
  private fields: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(private readonly schemas: JsonObject) {}

  root(): InputPlace {
    return this.place(this.unfold([this.schemas.Input]));
  }

  /** The secret field that a key surely means, though it is written otherwise: a fix may move its value there. */
  meant(root: InputPlace, name: string): InputPlace | null {
    this.fields ??= this.rootFields();
    const alike = this.fields.get(plain(name)) ?? [];
    if (alike.includes(name)) return null;
    return alike.map((one) => root.inside(one)).find(({ secret }) => secret !== null) ?? null;
  }

  /** What is inside of it is worked out once: a list may have a hundred thousand entries of one kind. */
  private place(nodes: readonly JsonObject[]): InputPlace {
    const known = new Map<string | number | null, InputPlace>();
    const named = new Set(
      nodes.flatMap((node) => (isJsonObject(node.properties) ? Object.keys(node.properties) : [])),
    );
    const tuples = Math.max(
      0,
      ...nodes.map(({ items, prefixItems }) => lengthOf(items) + lengthOf(prefixItems)),
    );
    const isOwn = (name: string | number) => (typeof name === "string" ? named.has(name) : name < tuples);
    const secret = nodes.some(isSecretForm) ? nodes : null;
    let [holds, shapes]: [boolean | null, Shapes | null] = [null, null];
    return {
      secret,
      hides: (value) => {
        if (secret !== null || value === null) return secret;
        // Worked out once, too: none of a hundred thousand entries looks through all choices.
        shapes ??= new Shapes(nodes, () => this.spend());
        if (shapes.has(value)) return null;
        holds ??= this.holdSecrets(nodes);
        return holds ? nodes : null;
      },
      inside: (name) => {
        const key = isOwn(name) ? name : typeof name === "string" ? null : -1;
        const found = known.get(key) ?? this.place(this.unfold(nodes.flatMap((node) => inner(node, name))));
        known.set(key, found);
        return found;
      },
    };
  }

  /** The schemas themselves and all that they refer to or choose from, each once. */
  private unfold(nodes: readonly (Json | undefined)[]): JsonObject[] {
    const found = new Set<JsonObject>();
    const open = [...nodes];
    while (open.length > 0) {
      const node = open.pop();
      this.spend();
      if (!isJsonObject(node) || found.has(node)) continue;
      found.add(node);
      const { $ref, allOf, anyOf, oneOf, then, else: otherwise, dependentSchemas } = node;
      if (typeof $ref === "string") open.push(referenced($ref, this.schemas));
      for (const branches of [allOf, anyOf, oneOf])
        if (Array.isArray(branches)) for (const branch of branches) open.push(branch);
      open.push(then, otherwise, ...(isJsonObject(dependentSchemas) ? Object.values(dependentSchemas) : []));
    }
    return [...found];
  }

  /** Whether anything in these schemas, or in what they refer to, is called secret. */
  private holdSecrets(nodes: readonly JsonObject[]): boolean {
    const found = new Set<object>();
    const open: (Json | undefined)[] = [...nodes];
    while (open.length > 0) {
      const node = open.pop();
      if (typeof node !== "object" || node === null || found.has(node)) continue;
      this.spend();
      found.add(node);
      if (isJsonObject(node)) {
        if (isSecretForm(node)) return true;
        if (typeof node.$ref === "string") open.push(referenced(node.$ref, this.schemas));
      }
      for (const inside of Object.values(node)) open.push(inside);
    }
    return false;
  }

  private spend(): void {
    if (--this.left < 0) throw endlessSchema();
  }

  /** The fields by their names without capitals and signs. */
  private rootFields(): ReadonlyMap<string, readonly string[]> {
    const fields = new Map<string, string[]>();
    for (const { properties } of this.unfold([this.schemas.Input])) {
      for (const name of isJsonObject(properties) ? Object.keys(properties) : []) {
        const alike = fields.get(plain(name));
        if (alike === undefined) fields.set(plain(name), [name]);
        else alike.push(name);
      }
    }
    fields.delete("");
    return fields;
  }
}

/** What a schema says of a key or an entry inside. */
function inner(node: JsonObject, name: string | number): (Json | undefined)[] {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = node;
  const { items, prefixItems, contains, unevaluatedItems } = node;
  if (typeof name === "number") {
    const entry = [items, prefixItems].map((list) => (Array.isArray(list) ? list[name] : undefined));
    return [...entry, Array.isArray(items) ? undefined : items, contains, unevaluatedItems];
  }
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) return [properties[name]];
  // Which names a pattern means may take forever to tell: what any of them calls secret is.
  const patterns = isJsonObject(patternProperties) ? Object.values(patternProperties) : [];
  return [...patterns, additionalProperties, unevaluatedProperties];
}

function lengthOf(list: Json | undefined): number {
  return Array.isArray(list) ? list.length : 0;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
