import { describe, expect, test } from "vitest";
import { fold } from "./fold";

/** Every character that has a case or is composed of others, and every mark. */
const changing = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
  (character) => /^[\p{Changes_When_NFKC_Casefolded}\p{Cased}\p{M}]$/u.test(character),
);

/** As a capital, the iota below a Greek letter stands beside it, and is no mark any more. */
const hasIota = (character: string) => character.normalize("NFD").includes("\u0345");

describe("fold", () => {
  test.each([
    ["ß and SS", "Straße", "STRASSE"],
    ["ß and ẞ", "groß", "GROẞ"],
    ["İ and i", "İstanbul", "istanbul"],
    ["a final sigma", "ΟΔΟΣ", "οδος"],
    ["a sigma in the middle", "ΣΟΦΟΣ", "σοφοσ"],
    ["accents of Latin letters", "Crème brûlée", "creme brulee"],
    ["accents of Greek letters", "Ἀθῆναι", "ΑΘΗΝΑΙ"],
    ["composed and decomposed letters", "caf\u00e9", "cafe\u0301"],
    ["several marks on one letter", "Việt Nam", "viet nam"],
    ["Cyrillic letters in either case", "МОСКВА", "москва"],
    ["Armenian letters in either case", "ՀԱՅԱՍՏԱՆ", "հայաստան"],
    ["full-width letters", "ＡＢＣ１２３", "abc123"],
    ["ligatures", "ﬁnal ﬂow", "FINAL FLOW"],
    ["composed and decomposed Hangul", "\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"],
    ["a word with and without a soft hyphen", "Donau\u00addampfer", "Donaudampfer"],
    ["a word with and without hidden joiners", "pass\u200bw\u200do\u2060rd\ufeff", "password"],
    ["words with and without marks of direction", "\u202bab\u202c\u200f", "ab"],
    ["Persian with and without its non-joiner", "می\u200cخواهم", "میخواهم"],
    ["Hangul with and without a filler", "한\u3164글", "한글"],
    ["a picture in either presentation", "❤\ufe0f", "❤"],
    ["a space that does not break", "100\u00a0km", "100 km"],
  ])("takes %s for the same", (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test.each([
    ["Hindi with and without its vowel signs", "हिन्दी", "हनद"],
    ["й and и", "й", "и"],
    ["が and か", "が", "か"],
    ["Hebrew and Arabic points", "שָׁלוֹם", "שלום"],
    ["a family and its members", "👨‍👩‍👧", "👨👩👧"],
    ["an astronaut and a woman with a rocket", "👩🏽\u200d🚀", "👩🏽🚀"],
    ["an eye in a bubble and an eye beside one", "👁\ufe0f\u200d🗨\ufe0f", "👁\ufe0f🗨\ufe0f"],
    ["percent signs and letters", "100%", "100x"],
    ["underscores and letters", "snake_case", "snakexcase"],
  ])("never takes %s for the same", (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  test("leaves what has neither case nor accents as it is", () => {
    for (const text of ["हिन्दी", "👨‍👩‍👧", "a\\b_c%d", "漢字", "한글", ""]) expect(fold(text)).toBe(text);
  });

  test("never tells apart the forms and cases of any character", () => {
    const told = changing.filter((character) => {
      const wanted = fold(character);
      const others = [
        wanted,
        character.normalize("NFD"),
        character.normalize("NFKC"),
        character.toLowerCase(),
        ...(hasIota(character) ? [] : [character.toUpperCase()]),
      ];
      return others.some((other) => fold(other) !== wanted);
    });
    expect(told).toEqual([]);
  });

  test("never takes longer than the text is long", () => {
    const before = performance.now();
    fold(`e${"\u0301".repeat(200_000)}`);
    fold("\u0301".repeat(200_000));
    fold("é".repeat(200_000));
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
