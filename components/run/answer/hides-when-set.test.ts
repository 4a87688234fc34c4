import { expect, test } from "vitest";
import { hidesWhenSet } from "./hides-when-set";

test.each([
  ["a definition that nothing refers to", "# Fine\n\n[//]: # (and pay twice)"],
  ["a definition in a list", "- **one**\n- [a\nb]: https://elsewhere.example"],
  ["a footnote that nothing refers to", "**Fine**\n\n[^1]: and pay twice"],
  ["words behind the language of code", "```js and pay twice\nx\n```"],
  ["a sentence in place of a language", "~~~ andpaytwicetosomebodyelse\nx\n~~~"],
  ["a cell too many", "| a | b |\n|---|---|\n| 1 | 2 | pay twice |"],
])("%s is not taken for shown by what is set", (_, text) => {
  expect(hidesWhenSet(text)).toBe(true);
});

test("what is shown whole is set", () => {
  const text =
    "# Title\n\n**bold** [link](https://a.example)\n\n```js\nlet a = [1];\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |";
  expect(hidesWhenSet(text)).toBe(false);
  expect(hidesWhenSet("plain words, a | b, and no more")).toBe(false);
});
