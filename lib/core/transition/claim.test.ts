import { describe, expect, it } from "vitest";
import { ann, bob } from "@/lib/testing/commands";
import { at, waitingRun } from "@/lib/testing/waiting-run";
import type { Command } from "../commands";
import type { RunState } from "../state";
import { claimAt, transition } from ".";

const claimBy = (by: typeof ann, second: number): Command => ({
  type: "claim",
  by,
  until: at(second + 600),
});
const releaseBy = (by: typeof ann): Command => ({ type: "release", by });
const approve: Command = {
  type: "approve",
  acknowledge_issues: false,
  by: bob,
  on_behalf_of: null,
  message: null,
};

/** A waiting run that Ann claimed at second 10. */
function claimedRun(): RunState {
  return transition(waitingRun(), claimBy(ann, 10), at(10)).run;
}

const refused = expect.objectContaining({ code: "invalid_state" });

describe("a claim", () => {
  it("is one entry of the log, and leaves the question, its deadline and what follows alone", () => {
    const open = waitingRun();
    const { run, events, effects } = transition(open, claimBy(ann, 10), at(10));
    expect(events).toMatchObject([
      { type: "claimed", actor: ann, status: "awaiting_human", data: { until: at(610) } },
    ]);
    expect(effects).toEqual([]);
    expect(run).toEqual({
      ...open,
      version: open.version + 1,
      updated_at: at(10),
      claim: { by: ann, until: at(610) },
    });
  });

  it("holds until its time is over", () => {
    const run = claimedRun();
    expect(claimAt(waitingRun(), at(10))).toBeNull();
    expect(claimAt(run, at(609))?.by).toEqual(ann);
    expect(claimAt(run, at(610))).toBeNull();
  });

  it("is renewed by whoever made it, and replaced by whoever comes later", () => {
    const renewed = transition(claimedRun(), claimBy(ann, 300), at(300)).run;
    expect(renewed.claim).toEqual({ by: ann, until: at(900) });
    const replaced = transition(renewed, claimBy(bob, 301), at(301)).run;
    expect(replaced.claim).toEqual({ by: bob, until: at(901) });
  });

  it("is given back by whoever has it and by nobody else", () => {
    const run = claimedRun();
    expect(() => transition(run, releaseBy(bob), at(11))).toThrow(refused);
    expect(() => transition(run, releaseBy(ann), at(610))).toThrow(refused);
    const { run: free, events } = transition(run, releaseBy(ann), at(11));
    expect(events).toMatchObject([{ type: "released", actor: ann, data: {} }]);
    expect(free.claim).toBeNull();
    expect(() => transition(free, releaseBy(ann), at(12))).toThrow(refused);
  });

  it("keeps nobody from deciding, costs no time, and stays until it is over or given back", () => {
    const decided = transition(claimedRun(), approve, at(31)).run;
    expect(decided).toMatchObject({ step: "api_call", human_ms: 30_000, claim: { by: ann } });
    expect(transition(decided, releaseBy(ann), at(32)).run.claim).toBeNull();
  });

  it("gives nobody more time to answer", () => {
    const run = claimedRun();
    const expire: Command = { type: "expire", review_id: run.review?.id ?? "" };
    expect(() => transition(run, expire, at(60))).toThrow(refused);
    expect(transition(run, expire, at(61)).run.status).toBe("expired");
  });

  it("is possible only while the run waits for somebody", () => {
    const decided = transition(waitingRun(), approve, at(10)).run;
    const held = transition(waitingRun(), { ...approve, undo_seconds: 5 }, at(10)).run;
    const ended = transition(waitingRun(), { type: "cancel", by: bob, reason: null }, at(10)).run;
    for (const run of [decided, held, ended])
      expect(() => transition(run, claimBy(ann, 11), at(11))).toThrow(refused);
  });

  it("can be given back while a decision is held, which stays held", () => {
    const held = transition(claimedRun(), { ...approve, undo_seconds: 5 }, at(11)).run;
    expect(transition(held, releaseBy(ann), at(12)).run).toMatchObject({ held: held.held, claim: null });
  });
});
