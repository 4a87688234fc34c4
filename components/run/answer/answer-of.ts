import { asObject } from "@/components/json/as-object";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";

export type Answer =
  | { kind: "text"; text: string }
  | { kind: "json"; value: Json }
  | { kind: "files" }
  | { kind: "none" };

/** What a reviewer is asked to release: the audited answer, whichever way it is wrapped. */
export function answerOf(run: Run): Answer {
  const value = run.result ?? run.processed_response;
  if (typeof value === "string") return { kind: "text", text: value };
  if (isJsonObject(value) && typeof value.text === "string") return { kind: "text", text: value.text };
  if (value === null) return { kind: run.outputs.length > 0 ? "files" : "none" };
  const urls = new Set<Json>(run.outputs.map((output) => output.url));
  if (Array.isArray(value) && value.length > 0 && value.every((part) => urls.has(part)))
    return { kind: "files" };
  if (isJsonObject(value) && value.kind === "json") return { kind: "json", value: value.value ?? null };
  return { kind: "json", value };
}

/** The provider's own words before the audit; null where they were not text. */
export function rawText(output: Json): string | null {
  if (typeof output === "string") return output;
  // Language models stream their answer as a list of pieces.
  if (Array.isArray(output) && output.length > 0 && output.every((part) => typeof part === "string")) {
    return output.join("");
  }
  const text = asObject(output).text;
  return typeof text === "string" ? text : null;
}
