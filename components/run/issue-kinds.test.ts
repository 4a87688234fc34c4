import { expect, test } from "vitest";
import type { Issue } from "@/lib/contracts/parts";
import { issueKinds } from "./issue-kinds";

const issue = (field: string, severity: Issue["severity"], code: string): Issue => ({
  pointer: `/${field}`,
  field,
  issue: `${field} says ${code}`,
  severity,
  suggested_fix: null,
  auto_fixable: false,
  said: { code, values: {} } as Issue["said"],
});

test("nine hundred warnings of one kind are no nine hundred lines, and no error is among what is folded", () => {
  const warnings = Array.from({ length: 900 }, (_, at) => issue(`w${at}`, "warning", "hidden"));
  const errors = Array.from({ length: 9 }, (_, at) => issue(`e${at}`, "error", "hidden"));
  const kinds = issueKinds([...errors, ...warnings, issue("other", "warning", "unused")]);
  expect(kinds.map(({ shown, folded }) => [shown.length, folded.length])).toEqual([
    [9, 0],
    [3, 897],
    [1, 0],
  ]);
});
