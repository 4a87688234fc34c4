import { expect, test } from "vitest";
import { said } from "@/lib/contracts/sentences";
import { bob } from "@/lib/testing/commands";
import { at, waitingRun } from "@/lib/testing/waiting-run";
import type { Command } from "../commands";
import type { RunState } from "../state";
import { transition } from ".";

const approve: Command = {
  type: "approve",
  acknowledge_issues: false,
  by: bob,
  on_behalf_of: null,
  message: null,
  undo_seconds: 5,
};

/** The same as a version without codes has stored it. */
function withoutCodes(state: RunState): RunState {
  const { said: _, review, held, ...run } = structuredClone(state);
  if (review) delete review.reasons_said;
  if (held) {
    if ("message" in held.next) held.next.message = "Payload approved";
    held.again.reasons = ["1 error to look at"];
  }
  return { ...run, review, held };
}

test("a question of before there were codes loses none of its reasons when nobody answers it", () => {
  const open = waitingRun({ on_timeout: "escalate" });
  const before = withoutCodes(open);
  const { run, events } = transition(
    before,
    { type: "expire", review_id: open.review?.id ?? "" },
    open.review?.expires_at ?? "",
  );
  const reasons = [...(open.review?.reasons ?? []), "Escalated: nobody answered in time"];
  expect(run.review?.reasons).toEqual(reasons);
  expect(events.at(-1)?.message).toBe(reasons.join("; "));
});

test("a decision that was held before there were codes does not stop its run", () => {
  const { run } = transition(waitingRun(), approve, at(10));
  const review_id = run.held?.review_id ?? "";
  const before = withoutCodes(run);
  const carried = transition(before, { type: "carry_out", review_id }, at(15));
  expect(carried.run).toMatchObject({ step: "api_call", held: null });
  expect(carried.events.map(({ message }) => message)).toContain("Payload approved");
  const undone = transition(before, { type: "undo", by: bob, reason: null }, at(12));
  expect(undone.run.review?.reasons).toEqual(["1 error to look at"]);
  expect(undone.run.said).toBeUndefined();
});

test("what a person says is no sentence of ours, and what we say around it is", () => {
  const { events, run } = transition(waitingRun(), { ...approve, message: "fine", undo_seconds: 0 }, at(10));
  expect(events[0]?.data.said).toMatchObject({
    code: "decided",
    values: { name: "Bob", action: "approve", message: { code: "quoted", values: { text: "fine" } } },
  });
  const comment = transition(run, { type: "comment", by: bob, message: "look" }, at(11));
  expect(comment.events[0]).toMatchObject({ message: "look", data: {} });
  expect(comment.events[0]?.data.said).toBeUndefined();
  expect(comment.run.said).toEqual(said("attempt_prepared", { number: 1 }));
});
