import { expect, test } from "vitest";
import type { TraceEntry } from "@/lib/contracts/parts";
import { makeRun } from "@/lib/testing/factories/run";
import { dropKey, keepKey, takeKey } from "./decision/kept-key";
import { beginDraft } from "./edit/begin-draft";
import { forkEditsOf } from "./edit/edits-of";
import { standingOf, subjectOf } from "./edit/what-to-edit";
import { latestRules } from "./latest-rules";

const entry = (rule: string, reason: string, step: TraceEntry["step"] = "payload_review"): TraceEntry => ({
  step,
  rule,
  reason,
  measured: null,
  threshold: null,
  asks: true,
});

test("a rule that was looked at again after an edit is told once, as it stands now", () => {
  const trace = [
    entry("error_issues", "1 error"),
    entry("cost_max_usd", "$1"),
    entry("error_issues", "no error"),
    entry("cost_max_usd", "$2"),
    entry("cost_max_usd", "$3", "response_review"),
  ];
  expect(latestRules(trace).map(({ reason }) => reason)).toEqual(["no error", "$2", "$3"]);
});

test("of what was pressed while a decision was on its way only the first key is kept, once and not for long", () => {
  keepKey("r", "decided", 0);
  keepKey("t", "decided", 100);
  expect(takeKey("next", 500)).toBe("r");
  expect(takeKey("next", 600)).toBeNull();
  keepKey("a", "decided", 1_000);
  expect(takeKey("next", 60_000)).toBeNull();
});

test("no key is kept for a run that is tried again, asked again, or was not decided after all", () => {
  keepKey("a", "tried again", 0);
  expect(takeKey("tried again", 100)).toBeNull();
  expect(takeKey("next", 200)).toBeNull();
  keepKey("a", "refused", 0);
  dropKey();
  expect(takeKey("next", 100)).toBeNull();
});

test("a draft stays an edit of what it was begun on, and can become a new run, when the run has moved on", () => {
  const run = makeRun({ suggested_payload: { prompt: "a fox", width: 512 } });
  const draft = { ...beginDraft(run, new Date(0)), payload: { prompt: "a fox", width: 700 } };
  expect(standingOf(run, draft)).toBe("current");
  expect(standingOf({ ...run, approval_token: "another" }, draft)).toBe("stale");
  const answered = makeRun({ ...run, approval_token: "another", current_step: "response_review" });
  expect(standingOf(answered, draft)).toBe("past");
  expect(subjectOf(draft)).toBe("payload");
  expect(forkEditsOf(answered, draft)).toEqual({ payload_whole: { prompt: "a fox", width: 700 } });
  const cancelled = makeRun({ ...run, approval_token: null, status: "cancelled" });
  expect(standingOf(cancelled, draft)).toBe("past");
});
