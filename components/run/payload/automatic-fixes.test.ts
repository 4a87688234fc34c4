import { expect, test } from "vitest";
import type { RevisionDetail } from "@/lib/contracts/evidence";
import { system } from "@/lib/testing/factories/people";
import { automaticFixes, withoutFix } from "./automatic-fixes";

const proposed = { prompt: "a fox", guidance: 60, extra: true };
const fixed: RevisionDetail = {
  number: 3,
  kind: "autofix",
  digest: "sha256:1",
  issues: [],
  changes: [
    "guidance set to 10: guidance is 60; the most this model takes is 10.",
    "extra left out (it was true): extra is not an input of this model, which may ignore it.",
  ],
  actor: system,
  created_at: "2026-01-01T00:00:00Z",
  payload: { prompt: "a fox", guidance: 10 },
  diff_from: null,
  diff: [],
};

test("each fix says what it changed and why", () => {
  expect(automaticFixes(proposed, fixed)).toEqual([
    { field: "guidance", before: 60, after: 10, why: { message: fixed.changes[0] } },
    { field: "extra", before: true, after: undefined, why: { message: fixed.changes[1] } },
  ]);
});

test("a fix taken back gives the proposed value again, whatever else was edited since", () => {
  const [guidance, extra] = automaticFixes(proposed, fixed);
  const present = { prompt: "a hare", guidance: 10 };
  if (!guidance || !extra) throw new Error("two fixes were made");
  expect(withoutFix(present, guidance)).toEqual({ prompt: "a hare", guidance: 60 });
  expect(withoutFix(present, extra)).toEqual({ prompt: "a hare", guidance: 10, extra: true });
});
