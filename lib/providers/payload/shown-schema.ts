import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { at } from "@/lib/core/json-pointer";
import { isSecretForm } from "@/lib/core/model-schema/secret-field";
import type { ModelDescription } from "../contract";
import { holdsSchemas, holdsValues, inputSchemaOf } from "./input-schema";
import { marksSecrets } from "./secret-places";

/** Keywords under which a schema says more of the very same value. */
const ofTheSame = new Set(["allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas"]);

/** One schema inside of another, or one that it refers to. */
interface Link {
  from: JsonObject;
  to: JsonObject;
  /** Whether both speak of the same value. */
  same: boolean;
}

/**
 * The model's Input as anybody may read it: as `inputSchemaOf` gives it, without defaults, examples and choices of what
 * is secret, or of what holds a secret. The schema that calls are checked with keeps them. Null when nobody gave one.
 */
export function shownInputSchema(model: Pick<ModelDescription, "openapiSchema">): JsonObject | null {
  const schema = inputSchemaOf(model);
  if (schema === null) return null;
  const { nodes, links, lost } = linksOf(schema);
  // What a reference means that leads nowhere here may be what is secret.
  const forms = [...nodes.filter(isSecretForm), ...(marksSecrets(model.openapiSchema) ? lost : [])];
  if (forms.length === 0) return schema;
  const upward = links.map(({ from, to, same }) => ({ from: to, to: from, same }));
  const secret = reached(
    forms,
    upward.filter(({ same }) => same),
  );
  const told = new Set([...reached(secret, links), ...reached(secret, upward)]);
  return withoutValues(schema, told);
}

/** Every schema there is in one, what leads from each to which, and those that refer to what is not there. */
function linksOf(root: JsonObject): { nodes: JsonObject[]; links: Link[]; lost: JsonObject[] } {
  const nodes: JsonObject[] = [root];
  const links: Link[] = [];
  const lost: JsonObject[] = [];
  // The list grows while it is read: each schema is looked at once.
  for (const from of nodes) {
    for (const [key, value] of Object.entries(from)) {
      for (const to of schemasUnder(key, value)) {
        nodes.push(to);
        if (from !== root || key !== "definitions") links.push({ from, to, same: ofTheSame.has(key) });
      }
    }
    if (typeof from.$ref !== "string") continue;
    const referred = from.$ref.startsWith("#/") ? at(root, from.$ref.slice(1)) : undefined;
    if (isJsonObject(referred)) links.push({ from, to: referred, same: true });
    else lost.push(from);
  }
  return { nodes, links, lost };
}

function schemasUnder(key: string, value: Json): JsonObject[] {
  if (holdsValues.has(key)) return [];
  if (holdsSchemas.has(key)) return isJsonObject(value) ? Object.values(value).filter(isJsonObject) : [];
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

/** What can be reached from some schemas, they themselves included. */
function reached(from: Iterable<JsonObject>, links: readonly Link[]): Set<JsonObject> {
  const next = new Map<JsonObject, JsonObject[]>();
  for (const { from: node, to } of links) {
    const known = next.get(node);
    if (known === undefined) next.set(node, [to]);
    else known.push(to);
  }
  const found = new Set(from);
  for (const node of found) for (const to of next.get(node) ?? []) found.add(to);
  return found;
}

function withoutValues(node: JsonObject, told: ReadonlySet<JsonObject>): JsonObject {
  const inner = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(inner);
    return isJsonObject(value) ? withoutValues(value, told) : value;
  };
  const entries = Object.entries(node)
    .filter(([key]) => !(told.has(node) && holdsValues.has(key)))
    .map(([key, value]): [string, Json] => {
      if (holdsValues.has(key)) return [key, value];
      if (holdsSchemas.has(key) && isJsonObject(value))
        return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))];
      return [key, inner(value)];
    });
  return Object.fromEntries(entries);
}
