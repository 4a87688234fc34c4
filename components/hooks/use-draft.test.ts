import { expect, test } from "vitest";
import { printJson } from "@/lib/contracts/json-text";
import { draftIn } from "./use-draft";

const base = { approvalToken: "tok_1", revision: 2, savedAt: "2026-01-01T00:00:00.000Z" };

test.each([
  { ...base, prompt: "a red bicycle", attachments: ["https://example.com/a.png"] },
  { ...base, approvalToken: null, revision: null, payload: { seed: 18446744073709551615n, width: null } },
  { ...base, response: null },
])("a draft that was kept is the same again", (draft) => {
  expect(draftIn(printJson(draft))).toEqual(draft);
});

test.each([
  null,
  "",
  "{",
  "[]",
  "null",
  '"text"',
  "{}",
  JSON.stringify(base),
  JSON.stringify({ ...base, prompt: 1 }),
  JSON.stringify({ ...base, prompt: "a", attachments: [{}] }),
  JSON.stringify({ ...base, payload: [] }),
  JSON.stringify({ ...base, prompt: "a", savedAt: "some day" }),
  JSON.stringify({ ...base, prompt: "a", approvalToken: {} }),
  JSON.stringify({ prompt: "a" }),
])("junk in the browser's storage is no draft, and breaks no run: %s", (stored) => {
  expect(draftIn(stored)).toBeNull();
});
