import type { Field } from "./model-schema";

/** What a number must keep to, where it stands. */
export interface Limits {
  least: number | null;
  most: number | null;
  over: number | null;
  under: number | null;
  /** It must be a multiple of this; 1 for whole numbers. */
  step: number | null;
}

/** The limits of a schema, those of its field where it does not say. */
export function limitsOf(schema: unknown, field: Field | undefined): Limits {
  const node: Record<string, unknown> = typeof schema === "object" && schema !== null ? { ...schema } : {};
  const number = (key: string) => (typeof node[key] === "number" ? node[key] : null);
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
export function fitting(value: number, { least, most, over, under, step }: Limits): number | undefined {
  const past = over === null || step === null ? value : Math.floor(over) + 1;
  const raised = Math.max(value, least ?? value, past);
  const short = under === null || step === null ? raised : Math.ceil(under) - 1;
  const wanted = Math.min(raised, most ?? raised, short);
  // Halves and tenths add up to binary dust, which is a multiple of nothing.
  if (step !== null && !(Number.isInteger(step) && step > 0)) return undefined;
  const near =
    step === null
      ? [wanted]
      : [Math.round, Math.floor, Math.ceil].map((rounded) => rounded(wanted / step) * step);
  return near.find(
    (one) =>
      Number.isFinite(one) &&
      (least === null || one >= least) &&
      (most === null || one <= most) &&
      (over === null || one > over) &&
      (under === null || one < under),
  );
}
