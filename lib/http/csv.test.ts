import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("commas, quotes and line ends stay inside their cell", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", 0.5, null])).toBe(
    '"a,b","say ""hi""","two\nlines",0.5,\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula in a spreadsheet", (text) => {
  expect(csvLine([text]).replace(/^"/, "").startsWith("'")).toBe(true);
});

test("a number is a number, a negative one too", () => {
  expect(csvLine([-1])).toBe("-1\r\n");
});
