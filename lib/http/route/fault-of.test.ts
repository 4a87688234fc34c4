import { expect, test } from "vitest";
import { z } from "zod";
import { EditBody } from "@/lib/contracts/decide";
import { english } from "@/lib/contracts/sentences";
import { faultOf } from "./fault-of";

function firstFault(schema: z.ZodType, value: unknown) {
  const issue = schema.safeParse(value, { reportInput: true }).error?.issues[0];
  if (issue === undefined) throw new Error("Nothing is wrong");
  return faultOf(issue);
}

test.each([
  [z.string(), undefined, "fault_required", "is required (string)"],
  [z.email("must be an e-mail address"), undefined, "fault_required", "is required (string)"],
  [z.email("must be an e-mail address"), "x", "fault_no_email", "must be an e-mail address"],
  [z.string(), 4, "fault_wrong_type", "must be string, not number"],
  [z.array(z.string()), null, "fault_wrong_type", "must be array, not null"],
  [z.string().min(1), "", "fault_too_short", "must have at least 1 character"],
  [z.string().max(2), "abc", "fault_too_long", "may have at most 2 characters"],
  [z.array(z.string()).min(1), [], "fault_too_few", "must have at least 1 entry"],
  [z.array(z.string()).max(1), ["a", "b"], "fault_too_many", "may have at most 1 entry"],
  [z.number().min(1), 0, "fault_too_small", "must be at least 1"],
  [z.number().gt(1), 1, "fault_too_small", "must be more than 1"],
  [z.number().max(1), 2, "fault_too_large", "must be at most 1"],
  [z.number().lt(1), 1, "fault_too_large", "must be less than 1"],
  [z.number().multipleOf(8), 9, "fault_no_multiple", "must be a multiple of 8"],
  [z.enum(["s", "m"]), "x", "fault_not_among", "must be one of s, m"],
  [z.iso.date(), "x", "fault_other_format", "must have the format date"],
  [z.string().regex(/^a$/), "x", "fault_other_pattern", "must match /^a$/"],
  [z.union([z.string(), z.boolean()]), 4, "fault_fits_none", "fits none of the forms it may have"],
  [EditBody, { edits: {} }, "fault_no_edit", "must name at least one edit"],
  [z.string().refine(() => false, "is not kind"), "x", "quoted", "is not kind"],
])("no fault of a request goes without a code: %#", (schema, value, code, words) => {
  const fault = firstFault(schema as z.ZodType, value);
  expect([fault.code, english(fault)]).toEqual([code, words]);
});

test("a fault never loses the values that its own check gave it", () => {
  let deep: unknown = "end";
  for (let level = 0; level < 400; level += 1) deep = [deep];
  const fault = firstFault(EditBody, { edits: { payload: { deep } } });
  expect(fault).toEqual({ code: "fault_too_deep", values: { levels: expect.any(Number) } });
});
