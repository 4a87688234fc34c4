import fc from "fast-check";
import { expect, test } from "vitest";
import { clustersOf } from "./cluster";
import { piecesOf } from "./pieces";
import { fixedIn, marked, narrowed, type Template } from "./template";

const write = (template: Template) => template.map((part) => part ?? " ▢").join("");
const clusters = (prompts: string[]) =>
  clustersOf(
    prompts.map((prompt) => ({ prompt })),
    ({ prompt }) => prompt,
  );
const sizes = (prompts: string[]) => clusters(prompts).map(({ items }) => items.length);

test("no letter of a text is lost when it is taken apart", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", " ", "\n", "\u3000", "赤", "\u{1F98A}", "\u200B", "\uD800"),
  });
  fc.assert(fc.property(text, (one) => piecesOf(one).join("") === one));
  expect(piecesOf(" a  red\nmug \n")).toEqual([" a", "  red", "\nmug", " \n"]);
  expect(piecesOf("赤い自転車 now")).toEqual(["赤", "い", "自", "転", "車", " now"]);
});

test("whatever a template keeps stands in each of its texts, in this order", () => {
  const text = fc.array(fc.constantFrom<string>(" a", " b", " c", " d", " e"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const template = narrowed(narrowed(one, two), three);
      const kept = template.filter((part) => part !== null);
      for (const pieces of [one, two, three]) {
        let from = 0;
        for (const part of kept) {
          from = pieces.indexOf(part, from) + 1;
          expect(from).toBeGreaterThan(0);
        }
      }
      expect(template.some((part, at) => part === null && template[at + 1] === null)).toBe(false);
    }),
  );
});

test("a template marks each place where its texts differ, and only those", () => {
  const template = ["a red mug on oak, front", "a blue mug on oak, front", "a red tall mug on oak, back"].map(
    piecesOf,
  );
  const [first = [], ...others] = template;
  expect(write(others.reduce<Template>(narrowed, first))).toBe("a ▢ mug on oak, ▢");
});

test("45 packshots that differ in one word are one row, whichever word it is", () => {
  const number = Array.from({ length: 45 }, (_, at) => `colour${at}`);
  for (const prompts of [
    number.map((one) => `packshot of the ${one} mug on white`),
    number.map((one) => `${one} packshot of the mug on white`),
    number.map((one) => `packshot of the mug on ${one}`),
    number.map((one) => `mug, ${one}, studio`),
  ])
    expect(sizes(prompts)).toEqual([45]);
});

test("a press picture, a poster and packshots never share a row", () => {
  const prompts = [
    "press picture of the minister at the opening of the bridge",
    "poster for the jazz festival in Antwerp",
    "packshot of the red mug on white",
    "packshot of the blue mug on white",
    "press picture of the harbour at night, in the rain, from above",
    "ملصق لمهرجان الجاز في أنتويرب",
  ];
  expect(sizes(prompts)).toEqual([1, 1, 2, 1, 1]);
});

test("no chain of small steps leads from one prompt to another", () => {
  const words = "one two three four five six".split(" ");
  const prompts = words.map((_, steps) =>
    words.map((word, at) => (at < steps ? `other${at}` : word)).join(" "),
  );
  for (const { template, items } of clusters(prompts)) {
    expect(items.length).toBeLessThan(3);
    expect(fixedIn(template)).toBeGreaterThanOrEqual(5);
  }
});

test("the words that are not in the template are marked, and the stretches are the whole text", () => {
  const template = narrowed(piecesOf("a red mug on oak"), piecesOf("a blue mug on oak"));
  const cut = (text: string) =>
    marked(text, template).map(({ from, to, differs }) =>
      differs ? `[${text.slice(from, to)}]` : text.slice(from, to),
    );
  expect(cut("a blue mug on oak")).toEqual(["a", "[ blue]", " mug on oak"]);
  expect(cut("a deep red mug on oak")).toEqual(["a", "[ deep red]", " mug on oak"]);
  expect(cut("something else")).toEqual(["something else"]);
});

test("words alone, other blanks and very long texts are alike only when they are equal", () => {
  expect(sizes(["mug", "cup", "mug"])).toEqual([2, 1]);
  expect(sizes(["red mug", "red cup", "red mug"])).toEqual([2, 1]);
  const long = Array.from({ length: 500 }, (_, at) => `word${at}`).join(" ");
  expect(sizes([long, `${long} more`, long])).toEqual([2, 1]);
});

test("ten thousand prompts, all different or all alike, are sorted within the time of a test", () => {
  const prompts = (pattern: (at: number) => string) => Array.from({ length: 10_000 }, (_, at) => pattern(at));
  expect(sizes(prompts((at) => `a picture of a red bicycle on a quay, number ${at}`))).toEqual([10_000]);
  expect(sizes(prompts((at) => `a picture of ${at} and ${at * 7} at ${at * 3} in studio light`)).length).toBe(
    10_000,
  );
  const words = (at: number) =>
    Array.from({ length: 40 }, (_, word) => `w${(at * (word + 3)) % 7}`).join(" ");
  expect(sizes(prompts(words)).length).toBeGreaterThan(0);
});
