import { spelledOut } from "@/lib/core/hidden/segments";

/** One line of RFC 4180, with its end; hidden characters are written out, `\u{202E}`. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

// What a spreadsheet takes for the beginning of a formula, full-width and small forms as well.
const formula = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";

/** A formula may follow blanks, and where semicolons or tabs divide cells, or line ends rows, it may follow those too. */
const startsFormula = new RegExp(`^(?:[\\t\\r\\n]|[\\s;]*${formula})`);
const formulaInside = new RegExp(`([;\\t\\r\\n][^\\S\\t\\r\\n]*)(?=${formula})`, "g");

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const read = spelledOut(value);
  // A spreadsheet takes what begins so for a formula and runs it; behind an apostrophe it is text (OWASP, CSV injection).
  const safe = `${startsFormula.test(read) ? "'" : ""}${read.replace(formulaInside, "$1'")}`;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
