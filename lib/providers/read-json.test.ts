import { expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { readJson } from "./read-json";

const bounds = { depth: 4, values: 100 };

test.each([["NaN"], ["-Infinity"], ["Infinity"], ["1e999"]])(
  "a number that is none (%s) costs no answer",
  (word) => {
    expect(readJson(`{"a":[1,${word}],"b":"NaN \\"NaN","c":"x"}`, bounds)).toEqual({
      value: { a: [1, null], b: 'NaN "NaN', c: "x" },
      leftOut: [{ pointer: "/a/1", why: "it is not a number that can be kept" }],
    });
  },
);

test("what is nested too deep is left out, not the rest beside it", () => {
  expect(readJson('{"id":"p","output":[[[[1]]]]}', bounds)).toEqual({
    value: { id: "p", output: [[[null]]] },
    leftOut: [{ pointer: "/output/0/0/0", why: "it is nested deeper than 4 levels" }],
  });
});

test("what is too much is left out, not the rest beside it", () => {
  const output = Array.from({ length: 101 }, (_, n) => n);
  const read = readJson(JSON.stringify({ output, logs: "l", metrics: { a: 1 } }), bounds);
  expect(read).toMatchObject({
    value: { output: null, logs: "l", metrics: { a: 1 } },
    leftOut: [{ pointer: "/output" }],
  });
});

test.each(["", "<html>NaN</html>", '{"id": "rp', '{"a":NaN', "NaN NaN"])("%j is no JSON", (text) => {
  expect(readJson(text, bounds)).toBeNull();
});

test("no depth and no length blocks the process", () => {
  const nested = (levels: number) => `{"output":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const read = () => {
    expect(readJson(nested(10_000), bounds)?.leftOut).toHaveLength(1);
    expect(readJson(nested(4_000_000), bounds)).toBeNull();
    readJson(`{"output":[${"NaN,".repeat(100_000)}1]}`, { depth: 4, values: 1_000_000 });
    readJson(`{"__proto__":NaN,"output":"${"x".repeat(4_000_000)}"`, bounds);
  };
  expect(computingTime(read)).toBeLessThan(2_000);
});
