import fc from "fast-check";
import { expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { numberIn, parseJson, printJson } from "./json-text";

const wholeNumbers = [
  "9007199254740993",
  "-9007199254740993",
  "9223372036854775807",
  "-9223372036854775808",
  "18446744073709551615",
  "1000000000000000000000",
  "123123123123123123123123123123",
  "9".repeat(300),
];

test.each(wholeNumbers)("%s loses no digit", (digits) => {
  expect(parseJson(digits)).toBe(BigInt(digits));
  const text = `{"a":[1,{"seed":${digits}}],"b":"${digits}"}`;
  expect(printJson(parseJson(text))).toBe(text);
});

// The numbers of JSONTestSuite's y_number_*.json and of RFC 8785's appendix B, which a double holds.
const doubles = [
  ...[
    "123e65",
    "0e+1",
    "0e1",
    " 4",
    "-0.000000000000000000000000000000000000000000000000000000000000000000000001",
  ],
  ...[
    "20e1",
    "-0",
    "-123",
    "-1",
    "1E22",
    "1E-2",
    "1E+2",
    "123e45",
    "123.456e78",
    "1e-2",
    "1e+2",
    "123.456789",
  ],
  ...["0", "4.9E-324", "-4.9E-324", "1.7976931348623157e308", "-1.7976931348623157e308", "9007199254740992"],
  ...[
    "-9007199254740992",
    "295147905179352830000",
    "9.999999999999997e22",
    "1e+23",
    "1.0000000000000001e+23",
  ],
  ...["999999999999999700000", "999999999999999900000", "1e21", "9.999999999999997e-7", "0.000001"],
  ...[
    "333333333.3333332",
    "333333333.33333325",
    "333333333.3333333",
    "333333333.3333334",
    "333333333.33333343",
  ],
  ...[
    "-0.0000033333333333333333",
    "1424953923781206.2",
    "9007199254740993.0",
    "0.1234567890123456789",
    "0e999",
  ],
];

test.each(doubles)("%s is the double it always was", (literal) => {
  expect(parseJson(`[${literal}]`)).toEqual(JSON.parse(`[${literal}]`));
});

test.each(["1e400", "-1e9999", "1e-400", "-123.4e-0999", "9".repeat(310), `0.${"0".repeat(400)}1`])(
  "%s, which nothing can hold, does not become infinite or zero",
  (literal) => {
    expect(parseJson(`{"a":${literal}}`)).toEqual({ a: Number.NaN });
  },
);

test.each<[string, number | bigint | undefined]>([
  [" 18446744073709551615 ", 18446744073709551615n],
  ["-9007199254740993", -9007199254740993n],
  ["007", 7],
  ["1.5", 1.5],
  ["", undefined],
  ["-", undefined],
  ["1e400", undefined],
  ["1e-400", undefined],
])("%j, typed where a number is wanted, is %s", (typed, number) => {
  expect(numberIn(typed)).toBe(number);
});

test("texts that look like numbers, keys and what stands for a number stay as they are", () => {
  const texts = [
    '{"9007199254740993":"9007199254740993","k\\"9007199254740993":"\\\\"}',
    '{"\\u00009007199254740993":"\\u00009007199254740993","a":9007199254740993,"b":"\\u0000\\u0000"}',
    '{"__proto__":{"a":9007199254740993},"constructor":9007199254740993}',
    '["\\"\\u00009007199254740993",9007199254740993]',
  ];
  for (const text of texts) expect(printJson(parseJson(text))).toBe(text);
  expect(parseJson('{"a" : 9007199254740993, "a": 1}')).toEqual({ a: 1 });
});

test.each(["", "9007199254740993,", "[9007199254740993", '{"a":09007199254740993}', "+9007199254740993"])(
  "%j is no JSON",
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

test("indented text is as JSON.stringify writes it", () => {
  expect(printJson({ a: [1n, "x"], b: {} }, 2)).toBe(JSON.stringify({ a: [1, "x"], b: {} }, null, 2));
});

test("whatever is printed is read back as it was", () => {
  const number = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((digits) => parseJson(`${digits}`));
  const leaf = fc.oneof(
    number,
    fc.string({ unit: "binary" }),
    fc.constant("\0"),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(leaf, fc.array(tie("any")), fc.dictionary(fc.string(), tie("any"))),
  })).any;
  fc.assert(
    fc.property(value, (json) => {
      expect(parseJson(printJson(json))).toEqual(json);
      expect(printJson(parseJson(printJson(json, 1)))).toBe(printJson(json));
    }),
  );
});

test("no depth and no length blocks the process", () => {
  const texts = [
    `${"[".repeat(50_000)}9007199254740993${"]".repeat(50_000)}`,
    `["${'\\\\\\"'.repeat(500_000)}",9007199254740993]`,
    `[${"9007199254740993,".repeat(100_000)}1e400]`,
    `[${"1,".repeat(1_000_000)}${"1".repeat(1_000_000)}]`,
    `["a"${" ".repeat(1_000_000)},9007199254740993]`,
  ];
  expect(computingTime(() => texts.map(parseJson))).toBeLessThan(3_000);
});
