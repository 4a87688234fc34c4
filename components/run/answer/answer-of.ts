import { asObject } from "@/components/json/as-object";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Output } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";

export type Answer =
  | { kind: "text"; text: string }
  | { kind: "json"; value: Json }
  | { kind: "files" }
  | { kind: "none" };

/** What a reviewer is asked to release: the audited answer, whichever way it is wrapped. */
export function answerOf(run: Run): Answer {
  const value = run.result ?? run.processed_response;
  const urls = new Set<Json>(run.outputs.map((output) => output.url));
  if (urls.has(value)) return { kind: "files" };
  if (typeof value === "string") return { kind: "text", text: value };
  if (isJsonObject(value) && typeof value.text === "string") return { kind: "text", text: value.text };
  if (value === null) return { kind: run.outputs.length > 0 ? "files" : "none" };
  // A file that could not be kept left a hole.
  if (
    Array.isArray(value) &&
    value.some((part) => urls.has(part)) &&
    value.every((part) => part === null || urls.has(part))
  )
    return { kind: "files" };
  if (isJsonObject(value) && value.kind === "json") return { kind: "json", value: value.value ?? null };
  return { kind: "json", value };
}

/** The files that would be released, in their order; all of them where the answer is not made of files. */
export function releasedOutputs(run: Run): readonly Output[] {
  if (answerOf(run).kind !== "files") return run.outputs;
  const value = run.result ?? run.processed_response ?? run.outputs.map(({ url }) => url);
  const urls: Json[] = Array.isArray(value) ? value : [value];
  return urls.flatMap((url) => run.outputs.find((output) => output.url === url) ?? []);
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
