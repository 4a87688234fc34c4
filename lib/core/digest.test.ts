import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { canonicalJson, digestOf, digestOfText } from "./digest";

test("the canonical text is that of RFC 8785's example", () => {
  const value = {
    numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("the order of keys does not change a digest, any value does", () => {
  expect(digestOf({ a: 1, b: [2, { d: 3, c: 4 }] })).toBe(digestOf({ b: [2, { c: 4, d: 3 }], a: 1 }));
  expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
});

test("a digest is the SHA-256 of the canonical text", () => {
  expect(digestOf({})).toBe("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  expect(digestOf({ b: 1, a: "é" })).toBe(digestOfText('{"a":"é","b":1}'));
});

test("a key named __proto__ counts like any other", () => {
  expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"a":2}'))).toBe('{"__proto__":{"a":1},"a":2}');
});

test("the canonical text is the one that the package for RFC 8785 makes", () => {
  const json = fc.jsonValue({ noUnicodeString: false, stringUnit: "binary", maxDepth: 2 });
  fc.assert(fc.property(json, (value) => canonicalJson(value as Json) === canonicalize(value)));
  for (const value of [
    -0,
    1e21,
    5e-324,
    0.1,
    2 ** 53,
    "\ud800",
    '\u2028\u007f\0"\\',
    { "": 1, é: 2, z: { 10: 1, 9: 2 } },
  ])
    expect(canonicalJson(value)).toBe(canonicalize(value));
});

test("keys that are undefined are left out, as storing a value leaves them out", () => {
  const value = { b: undefined, a: [{ c: undefined }, null] } as unknown as Json;
  expect(canonicalJson(value)).toBe('{"a":[{},null]}');
});

test("a whole number that no double holds stands in full, whatever stands beside it", () => {
  const value = { a: 18446744073709551615n, b: "\0\0 1", c: [1.5, -(2n ** 70n)] };
  expect(canonicalJson(value)).toBe(
    '{"a":18446744073709551615,"b":"\\u0000\\u0000 1","c":[1.5,-1180591620717411303424]}',
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, Symbol("a")])(
  "%s has no canonical text",
  (value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
    expect(() => canonicalJson({ a: [{ b: value ?? Number.NaN }] } as Json)).toThrow(TypeError);
  },
);
