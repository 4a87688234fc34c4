import { expect, test } from "vitest";
import { withoutInlineFiles } from "./inline-files";

test("a long file in an output is told by its type and size, and all else stays", () => {
  const long = `data:image/png;base64,${"A".repeat(5_000)}`;
  const words = "a".repeat(5_000);
  expect(withoutInlineFiles([long, { file: long, words, small: "data:,hello", none: null }])).toEqual([
    "data:image/png;base64,… (5022 characters)",
    { file: "data:image/png;base64,… (5022 characters)", words, small: "data:,hello", none: null },
  ]);
});
