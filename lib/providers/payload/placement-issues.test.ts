import { expect, test } from "vitest";
import { attachmentNotUsed, attachmentWithoutField } from "./placement-issues";

test.each([
  [
    "https://ann:pa55word@files.example/cats/tom.png?token=s3cret#s3cret",
    "https://files.example/cats/tom.png",
  ],
  ["data:image/png;base64,czNjcmV0", "data:image/png"],
  [`https://files.example/${"a".repeat(200)}.png`, `https://files.example/${"a".repeat(55)}…`],
])("an issue names an attachment without its secrets and its content (law 10): %s", (url, shown) => {
  const issues = [
    attachmentNotUsed({ url }, "/image", "image"),
    attachmentWithoutField({ url }, []),
    attachmentWithoutField({ url, field: "image" }, []),
  ];
  for (const { issue } of issues) {
    expect(issue).toContain(`The attachment ${shown} `);
    expect(issue).not.toMatch(/pa55word|s3cret|czNjcmV0/);
  }
});
