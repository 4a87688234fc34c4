import type { Json, JsonObject } from "@/lib/contracts/json";
import { isPlaceholder } from "@/lib/core/sealed/placeholder";
import { easyPattern } from "./easy-patterns";

/**
 * What is wrong with a secret by the schemas of its place, in words that tell nothing of it: each begins with a verb
 * ("must have at least 8 characters"). Looked at once, before it is sealed.
 */
export function secretFaults(value: Json, schemas: readonly JsonObject[]): string[] {
  if (typeof value !== "string")
    return schemas.some(({ type }) => type === "string") ? ["must be a text"] : [];
  const length = [...value].length;
  const faults = schemas.flatMap(({ minLength, maxLength, pattern }) => [
    typeof minLength === "number" && length < minLength ? `must have at least ${minLength} characters` : null,
    typeof maxLength === "number" && length > maxLength ? `may have at most ${maxLength} characters` : null,
    typeof pattern === "string" && easyPattern(pattern)?.test(value) === false
      ? `must look like ${pattern}`
      : null,
  ]);
  return [...new Set(faults.filter((fault) => fault !== null))];
}

/** True for a value in a secret's place that is none: nothing, or what stands where one was taken out. */
export function isNoSecret(value: Json): boolean {
  return value === null || value === "" || (typeof value === "string" && isPlaceholder(value));
}
