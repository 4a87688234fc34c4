import { expect, test } from "vitest";
import { english } from "@/lib/contracts/sentences";
import { jsonFault } from "./json-fault";

test.each([
  ['{"a":}', 'unexpected "}" at line 1, column 6.'],
  ['{"a":1,}', 'unexpected "}" at line 1, column 8.'],
  ['{"a" 1}', 'unexpected "1" at line 1, column 6.'],
  ["nope", 'unexpected "o" at line 1, column 2.'],
  ['{\n  "a": tru,\n}', 'unexpected "," at line 2, column 11.'],
  ['{"a":1} x', 'unexpected "x" at line 1, column 9.'],
  ['{"a":1', "it ends too early."],
  ['{"a":"b', "it ends too early."],
])("%j is refused with the place of its fault", (text, sentence) => {
  expect(english(jsonFault(text))).toBe(`The body is not valid JSON: ${sentence}`);
});

test("a fault at the end of a mebibyte is found at once", () => {
  const text = `{"a":"${"x".repeat(1_000_000)}",}`;
  expect(english(jsonFault(text))).toContain("line 1, column 1000009.");
});
