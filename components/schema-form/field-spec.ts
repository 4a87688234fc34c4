import { isAddress } from "@/components/json/addresses-in";
import { asObject, ownValue } from "@/components/json/as-object";
import { shownAddress, standsForSomething } from "@/lib/contracts/is-file-ref";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { choicesOf, isNullable, soleType } from "@/lib/core/model-schema/node-facts";
import { foldBudget, resolveNode } from "@/lib/core/model-schema/resolve-node";
import { isSecretForm } from "@/lib/core/model-schema/secret-field";

export type FieldKind =
  | "text"
  | "long-text"
  | "number"
  | "seed"
  | "boolean"
  | "choice"
  | "url"
  | "url-list"
  | "secret"
  | "json";

/** One input of a model, as its schema describes it or as its values suggest. */
export interface FieldSpec {
  key: string;
  title: string;
  description: string | null;
  kind: FieldKind;
  required: boolean;
  /** True where the model takes `null` for a value. */
  nullable: boolean;
  /** The schema itself, its references resolved: empty where there is none. */
  schema: JsonObject;
  integer: boolean;
  minimum: number | bigint | null;
  maximum: number | bigint | null;
  minLength: number | null;
  maxLength: number | null;
  choices: Json[];
  fallback: Json | undefined;
}

/** What is sent under: null where the title says as much. */
export function sentAs({ key, title }: Pick<FieldSpec, "key" | "title">): string | null {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[\s_-]+/g, "");
  return letters(key) === letters(title) ? null : key;
}

/** True for a field that takes files, by their addresses. */
export function isFile({ kind }: Pick<FieldSpec, "kind">): boolean {
  return kind === "url" || kind === "url-list";
}

const longNames = /prompt|text|lyrics|caption|question|message|template|instruction|query|script|story/i;

/**
 * The fields of a model in its own order (`x-order`), then what the documents hold beyond the schema.
 * Without a schema the documents' own keys are the fields.
 */
export function fieldsOf(schema: Json, ...documents: Json[]): FieldSpec[] {
  const root = asObject(schema);
  const properties = asObject(root.properties);
  const required = Array.isArray(root.required) ? root.required : [];
  const schemas = { Input: root };
  const budget = foldBudget();
  const described = Object.entries(properties)
    .map(([key, property]) => ({ key, property: resolveNode(property, schemas, budget) }))
    .map((field, index) => ({ ...field, order: numberOf(field.property["x-order"]) ?? 10_000 + index }))
    .toSorted((left, right) => left.order - right.order)
    .map(({ key, property }) => specOf(key, property, samples(key, documents), required.includes(key)));
  const known = new Set(described.map((field) => field.key));
  const others = [...new Set(documents.flatMap((document) => Object.keys(asObject(document))))]
    .filter((key) => !known.has(key))
    .map((key) => specOf(key, {}, samples(key, documents), false));
  return [...described, ...others];
}

function samples(key: string, documents: Json[]): Json[] {
  return documents.flatMap((document) => {
    const value = ownValue(asObject(document), key);
    return value === undefined ? [] : [Array.isArray(value) ? value.map(readable) : readable(value)];
  });
}

/** Of a secret what may be shown: an address stays one. */
function readable(value: Json): Json {
  return standsForSomething(value) ? shownAddress(value) : value;
}

function specOf(key: string, property: JsonObject, values: Json[], required: boolean): FieldSpec {
  return {
    key,
    // A shared list of choices is titled by its key; that is no title for people.
    title: typeof property.title === "string" && property.title !== key ? property.title : titleOf(key),
    description: typeof property.description === "string" ? property.description : null,
    kind: kindOf(key, property, values),
    required,
    nullable: isNullable(property),
    schema: property,
    integer: soleType(property) === "integer",
    minimum: limitOf(property.minimum),
    maximum: limitOf(property.maximum),
    minLength: numberOf(property.minLength),
    maxLength: numberOf(property.maxLength),
    choices: choicesOf(property),
    fallback: property.default,
  };
}

function kindOf(key: string, property: JsonObject, values: Json[]): FieldKind {
  if (isSecretForm(property)) return "secret";
  if (choicesOf(property).length > 0) return "choice";
  const type = soleType(property) ?? typeOf(values[0]);
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return /(^|_)seed$/i.test(key) ? "seed" : "number";
  if (type === "array") return isUrlList(property, values) ? "url-list" : "json";
  if (type === "object" || type === undefined || type === "null") return "json";
  if (property.format === "uri" || values.some(isAddress)) return "url";
  const long = values.some(
    (value) => typeof value === "string" && (value.length > 60 || value.includes("\n")),
  );
  return long || longNames.test(key) ? "long-text" : "text";
}

function isUrlList(property: JsonObject, values: Json[]): boolean {
  if (isJsonObject(property.items) && property.items.format === "uri") return true;
  const first = values.find(Array.isArray);
  return first !== undefined && first.length > 0 && first.every(isAddress);
}

function typeOf(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint") return "integer";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

function limitOf(value: Json | undefined): number | bigint | null {
  return isNumber(value) ? value : null;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function titleOf(key: string): string {
  const spaced = key.replaceAll(/[_-]+/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
