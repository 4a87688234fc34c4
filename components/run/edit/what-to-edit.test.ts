import { expect, test } from "vitest";
import type { Issue } from "@/lib/contracts/parts";
import { openIssues } from "./what-to-edit";

const issue = (field: string): Issue => ({
  pointer: field === "" ? "" : `/${field}`,
  field,
  issue: `${field} was 5000. It was set to 1024.`,
  severity: "error",
  suggested_fix: "Approve it if that is right, or choose another value.",
  auto_fixable: false,
});

test("an issue of a value that an edit replaced is not told any more, and every other one is", () => {
  const run = {
    suggested_payload: { width: 1024, height: 512 },
    validation_issues: [issue("width"), issue("height"), issue("")],
  };
  const fields = (payload: Record<string, number>) => openIssues(run, { payload }).map(({ field }) => field);
  expect(fields({ width: 700, height: 512 })).toEqual(["height", ""]);
  expect(fields({ height: 512 })).toEqual(["height", ""]);
  expect(openIssues(run, null)).toBe(run.validation_issues);
  expect(openIssues(run, {})).toBe(run.validation_issues);
});
