import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";

const deepest = 8;

/**
 * A property with its references and `allOf` folded in, and with the one real branch of a nullable
 * `anyOf`. References are looked up in the schema itself; an unknown one is left out.
 */
export function resolve(property: Json | undefined, root: JsonObject, depth = 0): JsonObject {
  if (!isJsonObject(property) || depth > deepest) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = property;
  const parts = [
    ...(typeof $ref === "string" ? [lookUp($ref, root)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
    ...realBranch(anyOf ?? oneOf),
  ];
  return Object.assign({}, ...parts.map((part) => resolve(part, root, depth + 1)), own);
}

function realBranch(branches: Json | undefined): Json[] {
  if (!Array.isArray(branches)) return [];
  const real = branches.filter((branch) => !(isJsonObject(branch) && branch.type === "null"));
  return real.length === 1 ? real : [];
}

function lookUp(reference: string, root: JsonObject): Json {
  if (!reference.startsWith("#/")) return null;
  return reference
    .slice(2)
    .split("/")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json>((value, part) => (isJsonObject(value) ? (value[part] ?? null) : null), root);
}
