/** A decimal comma is a decimal point to whoever types one; what may be thousands is no number, as either could be meant. */
export function numberOf(typed: string): number {
  if (/^[1-9]\d{0,2}(,\d{3})+$/.test(typed.trim())) return Number.NaN;
  return Number(typed.trim().replace(",", "."));
}

export const isEmpty = (typed: string) => typed.trim() === "";
export const isWhole = (typed: string, least: number) =>
  Number.isInteger(numberOf(typed)) && numberOf(typed) >= least;
