import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Json } from "@/lib/contracts/json";
import { holdsBigInt, withMarks, withoutMarks } from "@/lib/contracts/json-text";

/**
 * The canonical text of a JSON value (RFC 8785): keys sorted, no spaces, one
 * spelling for each number; BigInts, which RFC 8785 does not know, in full. Throws a `TypeError` for what is not JSON.
 */
export function canonicalJson(value: Json): string {
  return plainly(value) ?? withoutMarks(textOf(withMarks(value)));
}

/** Null where there is a BigInt, which the canonical text knows as little as `JSON.stringify` does. */
function plainly(value: Json): string | null {
  try {
    return textOf(value);
  } catch (error) {
    if (holdsBigInt(value)) return null;
    throw error;
  }
}

function textOf(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("Only JSON values have a canonical text.");
  return text;
}

/** `sha256:<hex>` of a canonical text's UTF-8 bytes. */
export function digestOfText(canonical: string): string {
  return `sha256:${createHash("sha256").update(canonical, "utf8").digest("hex")}`;
}

/** `sha256:<hex>` of a JSON value's canonical text; equal values have equal digests, whatever their key order. */
export function digestOf(value: Json): string {
  return digestOfText(canonicalJson(value));
}
