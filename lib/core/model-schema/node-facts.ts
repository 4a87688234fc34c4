import type { Json, JsonObject } from "@/lib/contracts/json";

/** Whether a schema, its references resolved, takes `null` for a value. */
export function isNullable({ nullable, type }: JsonObject): boolean {
  return nullable === true || type === "null" || (Array.isArray(type) && type.includes("null"));
}

/** The one type that a schema names, besides `null` where it names several; null where there is no such one. */
export function soleType({ type }: JsonObject): string | null {
  if (typeof type === "string") return type;
  const real = Array.isArray(type) ? type.filter((one) => one !== "null") : [];
  return real.length === 1 && typeof real[0] === "string" ? real[0] : null;
}

/** The values that a schema lets one choose among; empty where it leaves the choice open. */
export function choicesOf(node: JsonObject): Json[] {
  if (node.const !== undefined) return [node.const];
  return Array.isArray(node.enum) ? node.enum : [];
}
