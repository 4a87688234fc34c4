import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";

type Num = number | bigint;

interface Limit {
  /** False for a limit that means nothing. */
  takes: (wanted: Json | undefined) => wanted is Num;
  fits: (value: Num, wanted: Num) => boolean;
}

const anyNumber = (wanted: Json | undefined): wanted is Num => isNumber(wanted);

/** What a schema may ask of a number. JavaScript compares BigInts with doubles exactly. */
export const limits = {
  minimum: { takes: anyNumber, fits: (value, least) => value >= least },
  exclusiveMinimum: { takes: anyNumber, fits: (value, over) => value > over },
  maximum: { takes: anyNumber, fits: (value, most) => value <= most },
  exclusiveMaximum: { takes: anyNumber, fits: (value, under) => value < under },
  multipleOf: {
    takes: (step): step is Num => isNumber(step) && step > 0,
    fits: isMultiple,
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

export const limitNames = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
] as const;

/** The first limit of a schema that a number breaks, and what it asks; null when it breaks none. */
export function brokenLimit(node: JsonObject, value: Num): { name: LimitName; wanted: Num } | null {
  for (const name of limitNames) {
    const wanted = node[name];
    const { takes, fits }: Limit = limits[name];
    if (takes(wanted) && !fits(value, wanted)) return { name, wanted };
  }
  return null;
}

function isMultiple(value: Num, step: Num): boolean {
  const exact = typeof value === "bigint" || typeof step === "bigint";
  if (exact && isWhole(value) && isWhole(step)) return BigInt(value) % BigInt(step) === 0n;
  return Number.isInteger(Number(value) / Number(step));
}

function isWhole(value: Num): boolean {
  return typeof value === "bigint" || Number.isInteger(value);
}
