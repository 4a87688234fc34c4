import { createHash } from "node:crypto";
import type { Json } from "@/lib/contracts/json";

/** A text that JSON spells as it is. */
const plain = /^[ !#-[\]-~]*$/;

const quoted = (text: string) => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * The canonical text of a JSON value (RFC 8785): keys sorted, no spaces, one spelling for each number; BigInts, which
 * RFC 8785 does not know, in full. Keys that are undefined are left out. By hand, for every entry of a log goes through
 * it twice: the package for it takes twice as long, and is what this is compared with.
 * @throws TypeError for what is not JSON
 */
export function canonicalJson(value: Json): string {
  return textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  // `-0` is written as `0`.
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "object") throw new TypeError("Only JSON values have a canonical text.");
  if (Array.isArray(value)) return listOf(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON());
  return objectOf(value as Record<string, unknown>);
}

function listOf(values: readonly unknown[]): string {
  let text = "";
  for (const value of values) text += `${text === "" ? "" : ","}${textOf(value ?? null)}`;
  return `[${text}]`;
}

function objectOf(value: Record<string, unknown>): string {
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const inner = value[key];
    if (inner !== undefined) text += `${text === "" ? "" : ","}${quoted(key)}:${textOf(inner)}`;
  }
  return `{${text}}`;
}

/** `sha256:<hex>` of a canonical text's UTF-8 bytes. */
export function digestOfText(canonical: string): string {
  return `sha256:${createHash("sha256").update(canonical, "utf8").digest("hex")}`;
}

/** `sha256:<hex>` of a JSON value's canonical text; equal values have equal digests, whatever their key order. */
export function digestOf(value: Json): string {
  return digestOfText(canonicalJson(value));
}
