import type { Json, JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";

/**
 * Somebody else's words, for a terminal: what would move its cursor, change its colours or turn the writing round is written
 * out, so that a prompt cannot show a reviewer another one.
 */
export function plain(text: string): string {
  return text.replace(/[^\P{C}\n\t]|[\u2028\u2029]/gu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
}

/** A run as a person reads it at a terminal. */
export function tellRun(run: JsonObject, url: string): string {
  const lines = [
    `${text(run.run_id)}  ${text(run.status)}${run.status === "awaiting_human" ? ` at ${text(run.current_step)}` : ""}`,
    `model    ${text(run.provider)}:${text(run.model)}`,
    `prompt   ${text(run.prompt).replaceAll("\n", "\n         ")}`,
  ];
  if (isObject(run.question)) {
    const { body, context } = run.question;
    if (body !== null) lines.push("body", text(body).replace(/^/gm, "  "));
    if (context !== null && context !== undefined) lines.push("context", indented(context));
  }
  if (isObject(run.estimated_cost)) {
    lines.push(`cost     ${text(run.estimated_cost.amount)} ${text(run.estimated_cost.currency)}`);
  }
  if (run.message) lines.push(`         ${text(run.message)}`);
  if (run.suggested_payload) lines.push("payload", indented(run.suggested_payload));
  if (run.processed_response) lines.push("answer", indented(run.processed_response));
  for (const issue of Array.isArray(run.validation_issues) ? run.validation_issues : []) {
    if (isObject(issue)) lines.push(`${text(issue.severity)}  ${text(issue.pointer)} ${text(issue.issue)}`);
  }
  if (isObject(run.error)) lines.push(`error    ${text(run.error.message)}`);
  if (run.result !== null && run.result !== undefined) lines.push("result", indented(run.result));
  lines.push(`${url}/runs/${text(run.run_id)}`);
  return plain(lines.join("\n"));
}

function indented(value: Json): string {
  return printJson(value, 2).replace(/^/gm, "  ");
}

export function text(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : printJson(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
