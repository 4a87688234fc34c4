import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { isPlaceholder } from "@/lib/core/sealed/placeholder";
import { easyPattern } from "./easy-patterns";

/**
 * What is wrong with a secret by the schemas of its place, in words that tell nothing of it. Looked at once, before it
 * is sealed.
 */
export function secretFaults(value: Json, schemas: readonly JsonObject[]): Said[] {
  if (typeof value !== "string")
    return schemas.some(({ type }) => type === "string") ? [said("secret_no_text")] : [];
  const length = [...value].length;
  return schemas.flatMap(({ minLength: least, maxLength: most, pattern }) => [
    ...(typeof least === "number" && length < least ? [said("secret_too_short", { limit: least })] : []),
    ...(typeof most === "number" && length > most ? [said("secret_too_long", { limit: most })] : []),
    ...(typeof pattern === "string" && easyPattern(pattern)?.test(value) === false
      ? [said("secret_other_pattern", { pattern })]
      : []),
  ]);
}

/** True for a value in a secret's place that is none: nothing, or what stands where one was taken out. */
export function isNoSecret(value: Json): boolean {
  return value === null || value === "" || (typeof value === "string" && isPlaceholder(value));
}
