import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { english, said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { at } from "@/lib/core/json-pointer";

/** Deeper than any real model's schema; a circle of references ends here. */
const maxDepth = 12;

/** So many keywords are folded for one question about a schema; the largest real ones have some thousands. */
const mostFolded = 50_000;

/** What is left for folding; shared where one question folds many nodes. */
export interface FoldBudget {
  left: number;
}

export function foldBudget(left = mostFolded): FoldBudget {
  return { left };
}

const endless = said("schema_endless");

/** The refusal of a schema that has no end, or none within reason. */
export function endlessSchema(): CodedError {
  return refusal("validation_error", endless);
}

/** True for that refusal, also when another thread gave it. */
export function isEndlessSchema(error: unknown): boolean {
  return error instanceof CodedError && error.message === english(endless);
}

/** The object under `components.schemas` of a model's OpenAPI document, empty when there is none. */
export function componentSchemas(openapiSchema: JsonObject | null): JsonObject {
  const schemas = openapiSchema === null ? undefined : at(openapiSchema, "/components/schemas");
  return isJsonObject(schemas) ? schemas : {};
}

/**
 * One schema with its `$ref`, `allOf` and its only non-null `anyOf` or `oneOf` branch
 * folded into it, as model builders write enums and optional fields. What stays
 * ambiguous is left as it is.
 * @throws CodedError `validation_error` when there is more to fold than the budget allows
 */
export function resolveNode(
  node: Json | undefined,
  schemas: JsonObject,
  budget: FoldBudget = foldBudget(),
  depth = 0,
): JsonObject {
  if (!isJsonObject(node) || depth > maxDepth) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = node;
  const parents = [
    ...(typeof $ref === "string" ? [referenced($ref, schemas)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
  ];
  const folded: JsonObject = {};
  for (const parent of parents) {
    const resolved = resolveNode(parent, schemas, budget, depth + 1);
    spend(budget, Object.keys(resolved).length);
    Object.assign(folded, resolved);
  }
  spend(budget, 1 + Object.keys(own).length);
  // What a field says of itself (its own title, say) stands before what it refers to.
  const merged: JsonObject = { ...folded, ...own };
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (branches === null) return merged;
  const real = branches.filter((branch) => !(isJsonObject(branch) && branch.type === "null"));
  if (real.length < branches.length) merged.nullable = true;
  return real.length === 1
    ? { ...resolveNode(real[0], schemas, budget, depth + 1), ...merged }
    : { ...merged, anyOf: real };
}

function spend(budget: FoldBudget, keywords: number): void {
  budget.left -= keywords;
  if (budget.left < 0) throw endlessSchema();
}

/** What a reference inside of a model's document means, or undefined. */
export function referenced(reference: string, schemas: JsonObject): Json | undefined {
  const [, own, name = ""] = reference.match(/^#\/(components\/schemas|\$defs|definitions)\/(.+)$/) ?? [];
  // Draft 2020-12 keeps an Input's definitions inside of it.
  const { Input } = schemas;
  const defined = own === "components/schemas" ? schemas : isJsonObject(Input) ? Input[own ?? ""] : undefined;
  return isJsonObject(defined) ? at(defined, `/${name}`) : undefined;
}
