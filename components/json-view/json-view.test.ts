import { expect, test } from "vitest";
import { findPlaces, foldInPlace } from "./find-places";
import { valuesIn } from "./size-of";

const placesIn = (text: string, word: string) =>
  findPlaces(foldInPlace(text), word).map(({ from, to }) => text.slice(from, to));

test("a word is found wherever it stands, in any case, and never inside itself", () => {
  expect(findPlaces(foldInPlace("Fox and fox and FOXfox"), "fox").map(({ from }) => from)).toEqual([
    0, 8, 16, 19,
  ]);
  expect(placesIn("aaaa", "aa")).toEqual(["aa", "aa"]);
  expect(placesIn("anything", "")).toEqual([]);
});

test.each([
  ["İİİ and istanbul, İSTANBUL", "istanbul", ["istanbul", "İSTANBUL"]],
  ["a cafe\u0301 or caf\u00e9", "CAFE", ["cafe\u0301", "caf\u00e9"]],
  ["die Straße", "strasse", ["Straße"]],
  ["Straße", "s", ["S", "ß"]],
  ["\ud55c\uae00 \u1112\u1161\u11ab", "\ud55c", ["\ud55c", "\u1112\u1161\u11ab"]],
  ["👨‍👩‍👧 हिन्दी", "हिन्दी", ["हिन्दी"]],
  ["a family 👨‍👩‍👧 at home", "👨‍👩‍👧", ["👨‍👩‍👧"]],
  ["Der Donau\u00addampfer", "donaudampfer", ["Donau\u00addampfer"]],
])("in %s a search never marks other letters than %s", (text, word, wanted) => {
  expect(placesIn(text, word)).toEqual(wanted);
});

test("values are counted with everything inside them, and no further than asked", () => {
  expect(valuesIn({ a: [1, 2, { b: null }], c: "x" }, 100)).toBe(7);
  expect(
    valuesIn(
      Array.from({ length: 1000 }, (_, index) => index),
      50,
    ),
  ).toBe(50);
});
