import { eachInside } from "@/lib/contracts/each-inside";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { holdsBigInt } from "@/lib/contracts/json-text";
import { Prisma } from "../generated/sqlite/client";

/** A bundler copies this module, and the classes in it: what each copy makes is known by this. */
const mark = Symbol.for("countersign.json-text");

/** A JSON text, as Prisma takes it for a Json column: in the form that its own protocol calls a Json value. */
class JsonText {
  readonly [mark] = true;

  constructor(readonly text: string) {}

  /** Of its own, not of its class: a client that is extended clones what it is given, and a clone has no class. */
  readonly toJSON = asJsonValue;
}

function asJsonValue(this: { readonly text: string }) {
  return { $type: "Json", value: this.text };
}

/** The text of what `toColumn` gave, whichever copy of this module did; null for everything else. */
export function jsonTextOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  return mark in value && "text" in value && typeof value.text === "string" ? value.text : null;
}

/**
 * A value for a Json column, as its text. Prisma would take a value apart instead: it keeps the plans of a thousand
 * statements, and a text, a number or an object with a `$type` becomes part of the statement; and the time it takes
 * for each of ten thousand values adds up. JSON knows no BigInt: there it stands as
 * `{ "$integer": "18446744073709551615" }`, and an object that looks so itself gets one more `$`.
 * Guarantee: what goes in is JSON already, or a plain object of JSON parts.
 */
export function toColumn(value: object | Json): Prisma.InputJsonValue {
  return new JsonText(textOf(value));
}

/** The same where the column may be empty: null is the database's NULL. */
export function toNullableColumn(value: object | Json | null | undefined) {
  return value === null || value === undefined ? Prisma.DbNull : toColumn(value);
}

/** What a Json column gave back. Guarantee: this store wrote it as `Shape`, from validated data. */
export function fromColumn<Shape>(value: unknown): Shape {
  return (mayHoldStandIn(value) ? read(value) : value) as Shape;
}

/** A written value or a stored one, of any column, as JSON: what would be written and what a database gave back are the same here. */
export function columnValue(value: unknown): Json {
  if (value === undefined || value === null || value === Prisma.DbNull) return null;
  if (value instanceof Date) return value.toISOString();
  const text = jsonTextOf(value);
  // Guarantee: what is neither is a text, a number, a truth value, or JSON that a database gave back.
  return text === null ? (value as Json) : (JSON.parse(text) as Json);
}

/** Without a look at each value: what has to be written otherwise is seen in the text, or makes none. */
function textOf(value: object | Json): string {
  try {
    const text = JSON.stringify(value);
    if (!text.includes('integer":')) return text;
  } catch (error) {
    if (!holdsBigInt(value)) throw error;
  }
  return JSON.stringify(written(value));
}

/** By the names of the keys alone: which are the only ones of their objects is looked at where there are any. */
function mayHoldStandIn(document: unknown): boolean {
  let found = false;
  const open: unknown[] = [document];
  while (open.length > 0 && !found) {
    eachInside(open.pop(), (inner, name) => {
      found ||= typeof name === "string" && name.endsWith("$integer");
      if (typeof inner === "object" && inner !== null) open.push(inner);
    });
  }
  return found;
}

/** The only key of what stands for a BigInt, or looks so; null for all else. */
function standInOf(value: unknown): string | null {
  if (!isJsonObject(value)) return null;
  const [key, ...more] = Object.keys(value);
  return key !== undefined && more.length === 0 && /^\$+integer$/.test(key) ? key : null;
}

function written(value: unknown): unknown {
  if (typeof value === "bigint") return { $integer: String(value) };
  const key = standInOf(value);
  return inside(value, written, key && `$${key}`);
}

function read(value: unknown): unknown {
  const key = standInOf(value);
  if (key !== "$integer") return inside(value, read, key?.slice(1) ?? null);
  const digits = isJsonObject(value) ? value[key] : null;
  return typeof digits === "string" && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
}

/** A value whose parts were changed, and its only key where another is named. */
function inside(value: unknown, change: (inner: unknown) => unknown, onlyKey: string | null): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [onlyKey ?? key, change(inner)]));
}
