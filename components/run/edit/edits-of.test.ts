import { expect, test } from "vitest";
import { makeRun } from "@/lib/testing/factories/run";
import { beginDraft } from "./begin-draft";
import { changeCount, editsOf } from "./edits-of";

const now = new Date("2026-01-01T00:00:00Z");

test("an untouched draft edits nothing", () => {
  const run = makeRun();
  expect(editsOf(run, beginDraft(run, now))).toBeNull();
});

test("a payload edit loses no null on its way", () => {
  const run = makeRun({ suggested_payload: { prompt: "a fox", steps: 4, seed: 7 } });
  const edits = editsOf(run, { ...beginDraft(run, now), payload: { prompt: "a fox", steps: 8, mask: null } });
  expect(edits).toEqual({ payload_whole: { prompt: "a fox", steps: 8, mask: null } });
  expect(changeCount(run, edits)).toBe(3);
});

test("at the information review the request is edited, and a kept attachment keeps its field", () => {
  const kept = { url: "https://files.test/a.png", field: "mask" };
  const run = makeRun({ current_step: "information_review", attachments: [kept] });
  const draft = {
    ...beginDraft(run, now),
    prompt: "another",
    attachments: [kept.url, "https://files.test/b.png", ""],
  };
  expect(editsOf(run, draft)).toEqual({
    prompt: "another",
    attachments: [kept, { url: "https://files.test/b.png" }],
  });
});

test("a secret attachment is shown without its secret, and kept as what it is", () => {
  const shown = "https://••••@files.test/a.png";
  const kept = { url: { $sealed: `hmac-sha256:${"a".repeat(64)}`, shown }, field: "mask" };
  const run = makeRun({ current_step: "information_review", attachments: [kept] });
  const draft = beginDraft(run, now);
  expect(draft.attachments).toEqual([shown]);
  expect(editsOf(run, draft)).toBeNull();
  expect(editsOf(run, { ...draft, attachments: [shown, "https://files.test/b.png"] })).toEqual({
    attachments: [kept, { url: "https://files.test/b.png" }],
  });
});

test("at the response review only the answer is edited", () => {
  const run = makeRun({ current_step: "response_review", processed_response: "An answer." });
  expect(editsOf(run, { ...beginDraft(run, now), response: "A better answer." })).toEqual({
    response: "A better answer.",
  });
});
