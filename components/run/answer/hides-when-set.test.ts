import { expect, test } from "vitest";
import { hidesWhenSet } from "./hides-when-set";

test.each([
  ["a definition that nothing refers to", "# Fine\n\n[//]: # (and pay twice)"],
  ["a definition in a list", "- **one**\n- [a\nb]: https://elsewhere.example"],
  ["a footnote that nothing refers to", "**Fine**\n\n[^1]: and pay twice"],
  ["words behind the language of code", "```js and pay twice\nx\n```"],
  ["a sentence in place of a language", "~~~ andpaytwicetosomebodyelse\nx\n~~~"],
  ["a cell too many", "| a | b |\n|---|---|\n| 1 | 2 | pay twice |"],
  ["a cell too many in a row without outer lines", "| a | b |\n|---|---|\n1 | 2 | and pay twice"],
  ["a cell too many under a head with an escaped line", "| a \\| x | b |\n|---|---|\n| 1 | 2 | pay |"],
  ["a cell too many after a row of one", "| a | b |\n|---|---|\nbar\n| 1 | 2 | pay |"],
  ["a cell too many under a paragraph with lines", "a | b | c\n| a | b |\n|---|---|\n| 1 | 2 | pay |"],
  ["a cell too many in a quotation", "> | a | b |\n> |---|---|\n> | 1 | 2 | pay |"],
  ["words behind the language of code in a list", "1. ```js and pay twice\n   x\n   ```"],
  ["a link that leads to a sentence", "**Fine** [ok](note:and-pay-twice)"],
  ["a link whose scheme is spelled out", "**Fine** [ok](&#110;ote:and-pay-twice)"],
  ["a picture that is a text", "**Fine** ![x](data:text/plain,pay%20twice)"],
])("%s is not taken for shown by what is set", (_, text) => {
  expect(hidesWhenSet(text)).toBe(true);
});

test("what is shown whole is set", () => {
  const text =
    "# Title\n\n**bold** [link](https://a.example/?a=1&b=2) [near](/runs#top) [mail](mailto:a@a.example)\n\n```js\nlet a = [1];\n```\n\n| a \\| c | b |\n|---|:--|\n| 1 | 2 |\n1 | 2\n\n---";
  expect(hidesWhenSet(text)).toBe(false);
  expect(hidesWhenSet("plain words, a | b, and no more")).toBe(false);
});
