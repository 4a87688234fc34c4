import type { Text } from "@/components/text/en";
import { numberFormat } from "./formatters";

/** US dollars: two digits, and as many more as a small amount needs (`$0.32`, `$0.0035`; `0,32 $`). */
export function money(amount: number, text: Text["time"]): string {
  const digits = amount !== 0 && amount < 0.1 ? Math.min(6, Math.ceil(-Math.log10(amount)) + 1) : 2;
  return numberFormat(text.locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.max(2, digits),
  }).format(amount);
}
