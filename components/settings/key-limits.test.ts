import { expect, test } from "vitest";
import { limitsOf } from "@/lib/contracts/limits";
import { limitsIn, ownLimits } from "./key-limits";

test("what a role sets never shows as a key's own", () => {
  expect(ownLimits({ role: "requester", limits: limitsOf("requester") })).toEqual({});
  expect(ownLimits({ role: "admin", limits: limitsOf("admin", { reads: 10 }) })).toEqual({ reads: 10 });
});

test("a field left empty never sets a limit, and nought is one", () => {
  const form = new FormData();
  form.set("creates", "0");
  form.set("reads", " 500 ");
  form.set("streams", "");
  expect(limitsIn(form)).toEqual({ creates: 0, reads: 500 });
});
