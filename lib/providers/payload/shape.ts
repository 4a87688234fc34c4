import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";

/** Keywords that speak of values of one type alone. */
const typeOfKeyword: Readonly<Record<string, string>> = {
  properties: "object",
  patternProperties: "object",
  additionalProperties: "object",
  unevaluatedProperties: "object",
  items: "array",
  prefixItems: "array",
  contains: "array",
  unevaluatedItems: "array",
  format: "string",
  pattern: "string",
  minLength: "string",
  maxLength: "string",
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  multipleOf: "number",
};

/** Which shapes of values some schemas by themselves, without what they refer to, speak of. */
export class Shapes {
  private readonly types = new Set<string>();
  private readonly choices = new Set<string>();

  /** @param spend told of each thing that is looked at; may throw */
  constructor(nodes: readonly JsonObject[], spend: () => void) {
    for (const node of nodes) {
      for (const [key, value] of Object.entries(node)) {
        spend();
        if (key === "type")
          for (const type of Array.isArray(value) ? value : [value]) this.types.add(String(type));
        else if (key === "const") this.choose(value);
        else if (key === "enum" && Array.isArray(value)) {
          for (const choice of value) {
            spend();
            this.choose(choice);
          }
        } else this.addType(typeOfKeyword[key]);
      }
    }
  }

  /** True when one of the schemas speaks of values of this one's shape. */
  has(value: Json): boolean {
    return (
      this.types.has(typeOf(value)) || (isNumber(value) && this.types.has("integer")) || this.isChosen(value)
    );
  }

  private addType(type: string | undefined): void {
    if (type !== undefined) this.types.add(type);
  }

  /** One choice is one value; of a list or an object the kind is enough. */
  private choose(choice: Json): void {
    if (typeof choice === "object" && choice !== null) this.types.add(typeOf(choice));
    else this.choices.add(spelled(choice));
  }

  private isChosen(value: Json): boolean {
    return (typeof value !== "object" || value === null) && this.choices.has(spelled(value));
  }
}

function spelled(value: Json): string {
  return `${typeOf(value)} ${String(value)}`;
}

function typeOf(value: Json): string {
  if (isNumber(value)) return "number";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : isJsonObject(value) ? "object" : typeof value;
}
