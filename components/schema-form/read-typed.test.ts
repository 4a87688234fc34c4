import { expect, test } from "vitest";
import { edit } from "@/components/text/en/edit";
import { readTyped } from "./read-typed";

const read = (typed: string) => readTyped(typed, edit);

test("a null that is typed stays one, and a number keeps its digits", () => {
  expect(read('{"mask": null, "seed": 18446744073709551615}')).toEqual({
    value: { mask: null, seed: 18446744073709551615n },
  });
});

test.each([
  ['{"a": {"b~c": [1, 1e400]}}', "The number at /a/b~0c/1 is too large or too small to be kept"],
  ['{"a": 1e-400}', "The number at /a is too large or too small to be kept"],
  ['{"seed": 1,\n  "seed": 1}', '"seed" is in its object twice, again at line 2, column 3'],
  ['[{"a": {"a": "a:"}},\n{"a": 1, "\\u0061": 2}]', '"a" is in its object twice, again at line 2, column 10'],
])("%s is not taken for something else in silence", (typed, problem) => {
  expect(read(typed)).toEqual({ problem });
});

test("what is no JSON yet is said to be none", () => {
  expect(read('{"a": ')).toEqual({ problem: expect.stringContaining("This is not JSON yet") });
});

test("the same key in two objects is none twice", () => {
  expect(read('{"a":{"a":1,"b":"{"},"b":[{"a":2},{"a":3}]}')).toHaveProperty("value");
});
