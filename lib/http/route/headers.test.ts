import { expect, test } from "vitest";
import { parseIfMatch } from "./if-match";
import { parsePrefer } from "./prefer";

test.each([
  [null, null],
  ["wait=5", 5],
  ["wait=0", 0],
  ["respond-async, WAIT = 12; foo=bar", 12],
  ['wait="7"', 7],
  ["wait=31", 30],
  ["wait=-1", null],
  ["wait=1.5", null],
  ["wait=soon", null],
  ["return=minimal", null],
])("Prefer: %s waits %s seconds", (header, waitSeconds) => {
  expect(parsePrefer(header)).toEqual({ waitSeconds });
});

test.each([
  [null, null],
  ['"4"', 4],
  ['W/"4"', 4],
  [" * ", "*"],
])("If-Match: %s means %s", (header, version) => {
  expect(parseIfMatch(header)).toBe(version);
});

test.each(["4", '"4', '"4", "5"', "", "W/4"])("If-Match: %s is malformed", (header) => {
  expect(() => parseIfMatch(header)).toThrow(expect.objectContaining({ code: "validation_error" }));
});

test("If-Match with a tag that is no version never matches", () => {
  expect(() => parseIfMatch('"abc"')).toThrow(expect.objectContaining({ code: "stale_review" }));
});
