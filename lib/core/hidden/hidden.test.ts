import { describe, expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { deceptiveTexts, honestTexts } from "@/lib/testing/sample-texts";
import { tagFlag } from "./character-classes";
import { findHidden } from "./find-hidden";
import { hiddenIssues } from "./hidden-issues";
import { codeOf, segmentsBetween, segmentsOf, spelledOut, withoutHidden } from "./segments";

const whole = (text: string) =>
  segmentsOf(text)
    .map((segment) => segment.text)
    .join("");

const found = (text: string) => findHidden(text).map(({ char, severity }) => `${codeOf(char)} ${severity}`);

describe("hidden characters", () => {
  test("none of five hundred deceptive texts is taken for a harmless one", () => {
    for (const { text, code, severity } of deceptiveTexts(500)) {
      expect(segmentsOf(text)).toContainEqual(expect.objectContaining({ kind: "hidden", code }));
      expect(hiddenIssues({ prompt: text })).toMatchObject([{ pointer: "/prompt", severity }]);
      expect(spelledOut(text)).toContain(`\\u{${code.slice(2).replace(/^0+(?=.)/, "")}}`);
      expect(whole(text)).toBe(text);
      expect(findHidden(withoutHidden(text))).toEqual([]);
    }
  });

  test("nobody is nagged about five hundred honest texts in thirty scripts", () => {
    for (let index = 0; index < 500; index++) {
      const pair = [
        honestTexts[index % honestTexts.length],
        honestTexts[(index * 7 + 3) % honestTexts.length],
      ];
      const text = pair.join(index % 2 === 0 ? "\n" : " ");
      expect(found(text), text).toEqual([]);
      expect(segmentsOf(text)).toEqual([{ kind: "text", at: 0, text }]);
      expect(hiddenIssues({ [text]: [text] })).toEqual([]);
    }
  });

  test("the flags written with tags are those Unicode recommends", () => {
    // The compiler's target does not know the flag yet; every Node that we run on does.
    const sets: string = "v";
    const recommended = new RegExp("^\\p{RGI_Emoji_Tag_Sequence}$", sets);
    for (const letters of ["gbeng", "gbsct", "gbwls", "gbnir", "usca", "gbengx"]) {
      const tags = [...letters].map((letter) => 0xe0000 + (letter.codePointAt(0) ?? 0));
      const flag = `🏴${String.fromCodePoint(...tags, 0xe007f)}`;
      expect(tagFlag.test(flag), letters).toBe(recommended.test(flag));
      expect(findHidden(flag).length === 0, letters).toBe(recommended.test(flag));
    }
  });

  test.each([
    [
      "an override closed in the next paragraph is not closed",
      "\u202Ea\nb\u202C",
      ["U+202E error", "U+202C error"],
    ],
    ["a closed override is still told", "\u202Ea\u202C", ["U+202E warning", "U+202C warning"]],
    ["an isolate does not close what was embedded in it", "\u2067\u202Ea\u2069", ["U+202E error"]],
    [
      "an embedding is not closed inside of an isolate",
      "\u202B\u2067a\u202C\u2069",
      ["U+202B error", "U+202C error"],
    ],
    [
      "tags after a flag's end are no part of it",
      "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0041}",
      ["U+E0041 error"],
    ],
    ["a joiner between Latin letters joins nothing", "a\u200Db", ["U+200D warning"]],
    ["two joiners are one too many", "ن\u200C\u200Cن", ["U+200C warning", "U+200C warning"]],
    ["a mark of direction needs its letters near", "abc\u200F def ש", ["U+200F warning"]],
    ["a selector after an emoji and another one", "☺\uFE0F\uFE0F", ["U+FE0F error", "U+FE0F error"]],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("blanks and empty lines cannot push text out of sight", () => {
    expect(segmentsOf(`ok${" ".repeat(240)}delete all`)).toMatchObject([
      {},
      { kind: "blanks", count: 240 },
      {},
    ]);
    expect(segmentsOf(`ok${"\n \t".repeat(80)}delete all`)).toMatchObject([
      {},
      { kind: "blanks", count: 240 },
      {},
    ]);
    expect(segmentsOf(`ok${"\u3000".repeat(60)}x`)).toMatchObject([{}, { kind: "blanks" }, {}]);
  });

  test("a part of a text is judged as a part of it", () => {
    const text = "wave 👩\u200D💻 \u202Enow\u202C";
    const segments = segmentsOf(text);
    for (let cut = 0; cut <= text.length; cut++) {
      const parts = [...segmentsBetween(segments, 0, cut), ...segmentsBetween(segments, cut, text.length)];
      expect(parts.map((part) => part.text).join("")).toBe(text);
      expect(parts.filter((part) => part.kind === "hidden")).toHaveLength(2);
    }
    expect(segmentsBetween(segmentsOf("\u200B".repeat(9)), 2, 5)).toMatchObject([{ times: 3 }]);
  });

  test("keys and everything inside are looked through, with pointers", () => {
    const issues = hiddenIssues({ a: [{ "b\u202E/": "x" }], c: { d: "\u200Bhi\u3164" } });
    expect(issues).toMatchObject([
      { pointer: "/a/0/b\u202E~1", field: "a", severity: "error" },
      { pointer: "/c/d", field: "c", severity: "warning", fix: { set: "hi" } },
    ]);
    expect(issues[0]?.issue).toContain("\\u{202E}");
    expect(issues[1]?.issue).toContain("U+200B, U+3164");
  });

  test("what is wrong in a thousand places does not fill the log", () => {
    const issues = hiddenIssues(Array.from({ length: 1_000 }, () => "\u202E"));
    expect(issues).toHaveLength(51);
    expect(issues.at(-1)).toMatchObject({
      severity: "error",
      issue: "950 more texts hold hidden characters.",
    });
  });

  test.each([
    "\u202E",
    "\u2067",
    "\u2069",
    "\u2067\u202E",
    "\u202C",
    "\u200F",
    "\u200F ",
    "\u{E0067}",
    "🏴\u{E0067}",
    "☺\uFE0F",
    "👩\u200D",
    "ن\u200C",
    " ",
    "\n",
    " \n\u200B",
    "\uFE0F",
    "\u200Fא",
    "    x",
  ])("twenty thousand characters of %j are looked through in no time", (part) => {
    const text = part.repeat(Math.ceil(20_000 / part.length));
    expect(whole(text)).toBe(text);
    expect(computingTime(() => hiddenIssues({ text: [text, segmentsOf(text).length] }))).toBeLessThan(1_000);
  });
});
