// Formatters are dear to make, and rows ask for the same few of them by the thousand: each is made once.
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(dates, JSON.stringify([locale, options]), () => new Intl.DateTimeFormat(locale, options));
}

export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(numbers, JSON.stringify([locale, options]), () => new Intl.NumberFormat(locale, options));
}

function once<Format>(made: Map<string, Format>, key: string, make: () => Format): Format {
  const there = made.get(key) ?? make();
  made.set(key, there);
  return there;
}
