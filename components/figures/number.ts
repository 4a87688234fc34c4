import type { Text } from "@/components/text/en";

type TimeText = Text["time"];

/** A count with its thousands set apart: `12,480`. */
export function count(value: number, text: TimeText): string {
  return new Intl.NumberFormat(text.locale).format(value);
}

/** A count for an axis: `1,050`, `12.5K`. */
export function shortCount(value: number, text: TimeText): string {
  if (value < 10_000) return count(value, text);
  return new Intl.NumberFormat(text.locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A share of 0 to 1 as per cent, with a decimal where it matters: `4.2%`, `63%`; a dash for none. */
export function percent(share: number | null, text: TimeText): string {
  if (share === null) return "–";
  const digits = share > 0 && share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: digits }).format(
    share,
  );
}

/** A difference with its sign, at most one decimal: `+1.4`, `−0.3`, `0`. */
export function signed(value: number, text: TimeText): string {
  return new Intl.NumberFormat(text.locale, { signDisplay: "exceptZero", maximumFractionDigits: 1 })
    .format(value)
    .replace("-", "−");
}

/** US dollars for an axis: `$1.2K`. */
export function shortDollars(amount: number, text: TimeText): string {
  return new Intl.NumberFormat(text.locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumFractionDigits: amount !== 0 && amount < 1 ? 2 : 1,
    minimumFractionDigits: 0,
  }).format(amount);
}
