import { isNumber, wholeNumber } from "@/lib/contracts/json-text";
import type { Field } from "./model-schema";

type Num = number | bigint;

/** What a number must keep to, where it stands. */
export interface Limits {
  least: Num | null;
  most: Num | null;
  over: Num | null;
  under: Num | null;
  /** It must be a multiple of this; 1 for whole numbers. */
  step: Num | null;
}

/** The limits of a schema, those of its field where it does not say. */
export function limitsOf(schema: unknown, field: Field | undefined): Limits {
  const node: Record<string, unknown> = typeof schema === "object" && schema !== null ? { ...schema } : {};
  const number = (key: string) => (isNumber(node[key]) ? node[key] : null);
  const whole = node.type === "integer" || field?.type === "integer";
  return {
    least: number("minimum") ?? field?.minimum ?? null,
    most: number("maximum") ?? field?.maximum ?? null,
    over: number("exclusiveMinimum"),
    under: number("exclusiveMaximum"),
    step: number("multipleOf") ?? (whole ? 1 : null),
  };
}

/** The nearest number that keeps to all limits at once, or undefined where that is not plain. */
export function fitting(value: Num, limits: Limits): Num | undefined {
  if (limits.step === null && keepsTo(value, limits)) return value;
  const exact = [value, ...Object.values(limits)].some((one) => typeof one === "bigint");
  const near = exact ? nearWhole(value, limits) : nearDoubles(Number(value), limits);
  return near.find((one) => keepsTo(one, limits));
}

function keepsTo(one: Num, { least, most, over, under }: Limits): boolean {
  return (
    (typeof one === "bigint" || Number.isFinite(one)) &&
    (least === null || one >= least) &&
    (most === null || one <= most) &&
    (over === null || one > over) &&
    (under === null || one < under)
  );
}

/** Guarantee: asked only where no limit is a BigInt. */
function nearDoubles(value: number, limits: Limits): number[] {
  const number = (limit: Num | null) => (limit === null ? null : Number(limit));
  const [least, most, over, under] = [limits.least, limits.most, limits.over, limits.under].map(number);
  const step = number(limits.step);
  const past = over == null || step === null ? value : Math.floor(over) + 1;
  const raised = Math.max(value, least ?? value, past);
  const short = under == null || step === null ? raised : Math.ceil(under) - 1;
  const wanted = Math.min(raised, most ?? raised, short);
  if (step === null) return [wanted];
  // Halves and tenths add up to binary dust, which is a multiple of nothing.
  if (!(Number.isInteger(step) && step > 0)) return [];
  return [Math.round, Math.floor, Math.ceil].map((rounded) => rounded(wanted / step) * step);
}

/** The same where doubles would lose digits: whole numbers only. */
function nearWhole(value: Num, limits: Limits): Num[] {
  const step = limits.step ?? 1;
  if (step <= 0 || !isWhole(step)) return [];
  const [unit, floor, ceil] = [BigInt(step), wholeBelow, wholeAbove];
  let wanted = floor(value);
  if (limits.least !== null && wanted < limits.least) wanted = ceil(limits.least);
  if (limits.over !== null && wanted <= limits.over) wanted = floor(limits.over) + 1n;
  if (limits.most !== null && wanted > limits.most) wanted = floor(limits.most);
  if (limits.under !== null && wanted >= limits.under) wanted = ceil(limits.under) - 1n;
  const below = wanted - (((wanted % unit) + unit) % unit);
  return [below, below + unit].map(wholeNumber);
}

function isWhole(value: Num): boolean {
  return typeof value === "bigint" || Number.isInteger(value);
}

function wholeBelow(value: Num): bigint {
  return typeof value === "bigint" ? value : BigInt(Math.floor(value));
}

function wholeAbove(value: Num): bigint {
  return typeof value === "bigint" ? value : BigInt(Math.ceil(value));
}
