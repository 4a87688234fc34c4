import { afterEach, expect, test } from "vitest";
import { ApiError } from "@/components/api/api-error";
import { takeNotices } from "@/components/shell/notify";
import { en as text } from "@/components/text/en";
import { undoAhead, untilKnown } from "./undo-ahead";

afterEach(() => void takeNotices());

/** A decision on its way, and what answers it. */
function send() {
  const answered = { answer: () => {}, refuse: (_: ApiError) => {} };
  const sent = new Promise<string>((resolve, reject) => {
    answered.answer = () => resolve("decided");
    answered.refuse = reject;
  });
  return { known: untilKnown(sent, text), ...answered };
}

test("an undo that is asked for before a decision is known is never lost", async () => {
  const { known, answer } = send();
  expect(undoAhead()).toBe(true);
  answer();
  expect(await known).toEqual({ answer: "decided", undo: true });
});

test("an undo never takes back another decision than the latest that was sent", async () => {
  const first = send();
  const second = send();
  undoAhead();
  first.answer();
  second.answer();
  expect([(await first.known).undo, (await second.known).undo]).toEqual([false, true]);
});

test("each undo takes one more decision back, and none does nothing", async () => {
  const first = send();
  const second = send();
  expect([undoAhead(), undoAhead(), undoAhead()]).toEqual([true, true, true]);
  first.answer();
  second.answer();
  expect([(await first.known).undo, (await second.known).undo]).toEqual([true, true]);
  expect(undoAhead()).toBe(false);
});

test("an undo of what was refused never goes without a sentence, and is not kept", async () => {
  const { known, refuse } = send();
  undoAhead();
  refuse(new ApiError("already_decided", 409, "Somebody was first."));
  await expect(known).rejects.toThrow("Somebody was first.");
  expect(takeNotices()).toEqual([{ message: text.undo.notMade, kind: "failed" }]);
  const next = send();
  next.answer();
  expect(await next.known).toMatchObject({ undo: false });
  expect(takeNotices()).toEqual([]);
});

test("where nobody answered, nobody says that the decision was not made", async () => {
  const { known, refuse } = send();
  undoAhead();
  refuse(new ApiError("unanswered", 0, "The server did not answer."));
  await expect(known).rejects.toThrow();
  expect(takeNotices()).toMatchObject([{ message: "Not taken back: The server did not answer." }]);
});
