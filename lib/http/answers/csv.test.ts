import { expect, test } from "vitest";
import { findHidden } from "@/lib/core/hidden/find-hidden";
import { computingTime } from "@/lib/testing/computing-time";
import { deceptiveTexts, honestTexts } from "@/lib/testing/sample-texts";
import { csvLine } from "./csv";

test("commas, quotes and line ends stay inside their cell", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", 0.5, null])).toBe(
    '"a,b","say ""hi""","two\nlines",0.5,\r\n',
  );
});

test.each([
  ...["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"],
  ...[
    ";=1+1",
    "; =1+1",
    " ;; =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "  =1",
    " \t\n=1",
    "\u3000＝1",
    "\u00A0=1",
    "﹦1",
  ],
])("%j is no formula in a spreadsheet", (text) => {
  expect(csvLine([text]).replace(/^"/, "").startsWith("'")).toBe(true);
});

test("a number is a number, a negative one too", () => {
  expect(csvLine([-1])).toBe("-1\r\n");
});

test("no formula hides behind a divider of cells or rows, in the middle of a cell either", () => {
  expect(csvLine(["a;=1+1"])).toBe("a;'=1+1\r\n");
  expect(csvLine(["a\n=1+1"])).toBe(`"a\n'=1+1"\r\n`);
  expect(csvLine(["a;\t ＝1"])).toBe("a;\t '＝1\r\n");
  expect(csvLine(["1 = 1; 2 > 1, half-dark"])).toBe('"1 = 1; 2 > 1, half-dark"\r\n');
});

test("none of five hundred deceptive texts hides anything in a cell", () => {
  for (const { text, code } of deceptiveTexts(500)) {
    const line = csvLine([text]);
    expect(line).toContain(`\\u{${code.slice(2).replace(/^0+(?=.)/, "")}}`);
    expect(findHidden(line)).toEqual([]);
  }
  for (const text of honestTexts) expect(csvLine([text]).replaceAll('""', '"')).toContain(text);
});

test("twenty thousand blanks and dividers are written in no time", () => {
  for (const part of [" ", ";", "; ", "\t\n", ";\u00A0"]) {
    expect(computingTime(() => csvLine([part.repeat(20_000)]))).toBeLessThan(1_000);
  }
});
