import fc from "fast-check";
import { expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { includesText } from "./includes-text";

test("a long text is found wherever the engine finds it", () => {
  const text = (least: number) =>
    fc.string({ unit: fc.constantFrom("a", "b"), minLength: least, maxLength: 300 });
  fc.assert(
    fc.property(text(0), text(65), text(0), (before, wanted, after) => {
      expect(includesText(before + wanted + after, wanted)).toBe(true);
      expect(includesText(before + after, wanted)).toBe((before + after).includes(wanted));
    }),
  );
});

test("a text that is written to be looked for slowly is not", () => {
  const wanted = `${"a".repeat(9_999)}b${"a".repeat(9_999)}`;
  const look = () => expect(includesText("a".repeat(1_000_000), wanted)).toBe(false);
  expect(computingTime(look)).toBeLessThan(1_000);
});
