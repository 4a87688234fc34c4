import { describe, expect, it } from "vitest";
import type { NeededApprovals } from "@/lib/contracts/policy";
import { bob } from "@/lib/testing/commands";
import { at, waitingRun } from "@/lib/testing/waiting-run";
import type { Answer, Command } from "../commands";
import { editorsOf } from "../duties";
import type { RunState } from "../state";
import { transition } from ".";

const carl = { kind: "user" as const, id: "user_carl", name: "Carl" };
const seats = { held: ["law"], names: { law: "Law" } };
const outside = { held: [], names: seats.names };
/** Bob has a seat in Law, Carl has none. */
const byBob: Answer = { by: bob, groups: seats, on_behalf_of: null, message: null };
const byCarl: Answer = { ...byBob, by: carl, groups: outside };
const ofLaw: NeededApprovals = { count: 1, groups: [["law"]], not_requester: false, not_editor: true };
const cost = { amount: 9, currency: "USD" as const, basis: "a price" };
const another = { digest: "sha256:other", issues: [], cost, changes: 1, likeness: "other" };
const retry = (answer: Answer): Command => ({ type: "retry", payload: another, adopt: null, ...answer });
const edit = (answer: Answer): Command => ({
  type: "edit_payload",
  approve: true,
  payload: { ...another, digest: "sha256:edited" },
  ...answer,
});

/** A run whose answer is asked about, under approvals. */
function answered(approvals: NeededApprovals): RunState {
  const run = waitingRun({ allowed_steps: ["response_review"] });
  return { ...run, policy: { ...run.policy, approvals } };
}

const standing = ({ payload, cost: sum, likeness }: RunState) => ({ payload, cost: sum, likeness });

describe("an answer that another try would replace", () => {
  it("is asked about with the payload it is of, as if the try had not been proposed", () => {
    const before = answered(ofLaw);
    const proposed = transition(before, retry(byCarl), at(10)).run;
    expect(proposed).toMatchObject({ step: "api_call", payload: { digest: "sha256:other" }, cost });
    const edited = transition(proposed, edit(byCarl), at(11)).run;
    const { run } = transition(edited, { type: "reject", ...byBob }, at(12));
    expect(run.review).toMatchObject({ step: "response_review", digest: before.review?.digest });
    expect(standing(run)).toEqual(standing(before));
    expect(editorsOf(run)).toEqual([]);
    expect(run.revisions).toBe(before.revisions + 2);
  });

  it("is asked about with it, too, where whoever proposed the try takes it back", () => {
    const before = waitingRun({ allowed_steps: ["response_review"] });
    const held = transition(before, retry({ ...byBob, undo_seconds: 5 }), at(10)).run;
    expect(held.payload?.digest).toBe("sha256:other");
    const { run } = transition(held, { type: "undo", by: bob, reason: null }, at(12));
    expect(standing(run)).toEqual(standing(before));
    expect(editorsOf(run)).toEqual([]);
  });

  it.each([
    ["tried again as it was proposed", { ...retry(byBob), payload: null } as Command],
    ["tried with another payload", retry(byBob)],
    ["edited and tried", edit(byBob)],
  ])("is still there when it was %s, and that was taken back", (_, command) => {
    const before = answered({ ...ofLaw, not_editor: false });
    const proposed = transition(before, retry(byCarl), at(10)).run;
    const held = transition(proposed, { ...command, undo_seconds: 5 } as Command, at(11)).run;
    expect(held.held?.action).toBeDefined();
    const undone = transition(held, { type: "undo", by: bob, reason: null }, at(12)).run;
    expect(undone).toMatchObject({ status: "awaiting_human", step: "api_call" });
    const { run } = transition(undone, { type: "reject", ...byBob }, at(13));
    expect(run).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(standing(run)).toEqual(standing(before));
  });
});

describe("an admin's word that a budget may be passed", () => {
  const passing = { ...byBob, message: "It is due", may_overspend: true };

  it.each([
    ["approves", { type: "approve", acknowledge_issues: false, ...passing } as Command],
    ["edits", edit(passing)],
  ])(
    "is refused where whoever %s is not the last of several, as nothing would be sent by it",
    (_, command) => {
      const run = waitingRun();
      const policy = { ...run.policy, approvals: { ...ofLaw, count: 2, groups: [], not_editor: false } };
      expect(() => transition({ ...run, policy }, command, at(10))).toThrow(
        expect.objectContaining({ code: "validation_error" }),
      );
      expect(
        transition({ ...run, policy }, { ...command, may_overspend: false } as Command, at(10)).run,
      ).toMatchObject({
        status: "awaiting_human",
        review: { approvals: [{ by: bob }] },
      });
    },
  );
});
