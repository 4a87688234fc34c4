import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import type { Decision } from "@/lib/contracts/parts";
import { decidedSentence, lastStanding, wasTakenBack } from "./decided-sentence";

const grace = { kind: "user" as const, id: "user_grace", name: "Grace Hopper" };
const approved: Decision = {
  action: "approve",
  step: "payload_review",
  actor: grace,
  on_behalf_of: null,
  message: null,
  payload_digest: null,
  at: "2026-01-01T00:00:00.000Z",
};
const undone = { ...approved, undone: { by: grace, at: "2026-01-01T00:00:03.000Z" } };

test("nobody is told their own decision as somebody else's", () => {
  expect(decidedSentence(approved, { id: grace.id }, en)).toBe("You approved");
  expect(decidedSentence({ ...approved, message: "fine" }, { id: grace.id }, de)).toBe(
    "Sie haben freigegeben: „fine“",
  );
  expect(decidedSentence(approved, { id: "user_ida" }, en)).toBe("Grace Hopper approved");
});

test("what was taken back is never said to have been decided", () => {
  const rejected: Decision = { ...approved, action: "reject", at: "2026-01-01T00:00:05.000Z" };
  expect(lastStanding([undone])).toBeNull();
  expect(lastStanding([approved, { ...rejected, undone: undone.undone }])).toBe(approved);
  expect(lastStanding([undone, rejected])).toBe(rejected);
});

test("who was first is not told any more once that was taken back", () => {
  expect(wasTakenBack(approved, [approved])).toBe(false);
  expect(wasTakenBack(approved, [undone])).toBe(true);
});
