import { expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { safetyFlags } from "./safety";

test.each(["a.", "a-", "+", "a@", "1 ", "(1", "AB12 ", "porn"])(
  "twenty thousand characters of %j are looked through in no time",
  (part) => {
    const text = part.repeat(20_000 / part.length);
    expect(computingTime(() => safetyFlags(text))).toBeLessThan(1_000);
  },
);

test("an address is still seen in the middle of a text", () => {
  expect(safetyFlags(`${"a.".repeat(500)}b, ask jane.doe+x@mail.example.com, please`)).toEqual(["pii"]);
});
