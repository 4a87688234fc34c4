import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

/** Of each list and object so many entries are kept. */
const mostEntries = 100;

/**
 * The start of an example's output: only its kind is read, which the start tells, and every step of a run carries it.
 * Real models give out 25,000 numbers.
 */
export function sampleOutput(output: Json): Json {
  if (Array.isArray(output)) return output.slice(0, mostEntries).map(sampleOutput);
  if (!isJsonObject(output)) return output;
  const entries = Object.entries(output).slice(0, mostEntries);
  return Object.fromEntries(entries.map(([key, inner]) => [key, sampleOutput(inner)]));
}
