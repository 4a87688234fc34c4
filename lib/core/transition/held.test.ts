import { describe, expect, it } from "vitest";
import type { FrozenRule } from "@/lib/contracts/rules";
import { ann, bob } from "@/lib/testing/commands";
import { at, waitingRun } from "@/lib/testing/waiting-run";
import type { Command } from "../commands";
import { effectivePolicy } from "../policy";
import type { RunState } from "../state";
import { transition } from ".";

const said = { by: bob, on_behalf_of: null, message: null, undo_seconds: 5 };
const approve: Command = { type: "approve", acknowledge_issues: false, ...said };
const undo: Command = { type: "undo", by: bob, reason: null };
const carryOut = (run: RunState): Command => ({
  type: "carry_out",
  review_id: run.held?.review_id ?? "none",
});

describe("a decision that is held", () => {
  it("closes the question at once and lets nothing follow but the job that carries it out", () => {
    const open = waitingRun();
    const { run, events, effects } = transition(open, approve, at(10));
    expect(run).toMatchObject({ status: "running", step: "payload_review", review: null, attempt: null });
    expect(run.held).toMatchObject({ until: at(15), by: bob, action: "approve" });
    expect(events.map(({ type }) => type)).toEqual(["decision"]);
    expect(effects).toEqual([{ kind: "carry_out", review_id: open.review?.id, at: at(15) }]);
  });

  it("is carried out on exactly what was signed, when its time is over and not before", () => {
    const { run } = transition(waitingRun(), approve, at(10));
    expect(() => transition(run, carryOut(run), at(14))).toThrow("may be taken back");
    const after = transition(run, carryOut(run), at(15));
    expect(after.run).toMatchObject({ step: "api_call", held: null });
    expect(after.run.attempt).toMatchObject({ number: 1, ...run.payload });
    expect(() => transition(after.run, undo, at(16))).toThrow(
      expect.objectContaining({ code: "invalid_state" }),
    );
  });

  it("asks the same again when it is taken back, with a new token and what was left of the time", () => {
    const open = waitingRun();
    const { run, effects } = transition(transition(open, approve, at(10)).run, undo, at(12));
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review", held: null });
    expect(run.review).toMatchObject({
      digest: open.review?.digest,
      reasons: open.review?.reasons,
      expires_at: open.review?.expires_at,
      opened_at: at(12),
    });
    expect(run.review?.approval_token).not.toBe(open.review?.approval_token);
    expect(run.issues).toEqual(open.issues);
    expect(run.decisions).toMatchObject([{ action: "approve", undone: { by: bob, at: at(12) } }]);
    expect(effects).toEqual([{ kind: "expire", review_id: run.review?.id, at: open.review?.expires_at }]);
  });

  it("counts only the time that the question stood open as a person's", () => {
    const held = transition(waitingRun(), approve, at(11)).run;
    const again = transition(held, undo, at(14)).run;
    expect(transition(again, approve, at(20)).run.human_ms).toBe(16_000);
  });

  it("ends the run as rejected only when it is carried out", () => {
    const { run } = transition(waitingRun(), { type: "reject", ...said, message: "no" }, at(10));
    expect(run.status).toBe("running");
    expect(transition(run, carryOut(run), at(15)).run).toMatchObject({
      status: "cancelled",
      message: "Rejected: no",
    });
    expect(transition(run, undo, at(14)).run.status).toBe("awaiting_human");
  });

  it("keeps an edit when it is taken back: the new question is about it", () => {
    const payload = { digest: "sha256:edited", issues: [], cost: null, changes: 1, likeness: "like" };
    const held = transition(
      waitingRun(),
      { type: "edit_payload", approve: true, payload, ...said },
      at(10),
    ).run;
    const { run } = transition(held, undo, at(12));
    expect(run.payload?.digest).toBe("sha256:edited");
    expect(run.review?.digest).toBe("sha256:edited");
  });

  it("does not write twice what an edit of a failed call was found to be, when it is taken back", () => {
    const open = waitingRun();
    const dear: FrozenRule = {
      id: "rule_dear",
      name: "What is dear is looked at",
      when: { cost_over_usd: 1 },
      demand: { policy: "require_human" },
    };
    const failed: RunState = {
      ...open,
      step: "api_call",
      policy: effectivePolicy({ policy: "auto" }),
      rules: [dear],
      review: open.review && { ...open.review, step: "api_call" },
    };
    const cost = { amount: 5, currency: "USD" as const, basis: "a price" };
    const payload = { digest: "sha256:edited", issues: [], cost, changes: 1, likeness: "like" };
    const edit: Command = { type: "edit_payload", approve: true, payload, ...said };
    const held = transition(failed, edit, at(10)).run;
    expect(held.trace.filter((one) => one.by?.id === dear.id).length).toBeGreaterThan(0);
    const { run } = transition(held, undo, at(12));
    expect(run.trace).toEqual(held.trace);
    expect(run.policy).toEqual(held.policy);
    expect(run.issues).toEqual([]);
  });

  it("gives an answer its own issues back when an edited retry is taken back", () => {
    const answer = waitingRun({ allowed_steps: ["response_review"] });
    const flawed = {
      ...answer,
      issues: [
        {
          pointer: "",
          field: "response",
          issue: "The answer is short",
          severity: "warning" as const,
          suggested_fix: null,
          auto_fixable: false,
        },
      ],
    };
    const payload = { digest: "sha256:edited", issues: [], cost: null, changes: 1, likeness: "like" };
    const held = transition(flawed, { type: "retry", payload, adopt: null, ...said }, at(10)).run;
    expect(held).toMatchObject({ status: "running", step: "response_review" });
    const { run } = transition(held, undo, at(12));
    expect(run.issues).toEqual(flawed.issues);
    expect(run.review).toMatchObject({ step: "response_review", digest: answer.review?.digest });
    expect(transition(held, carryOut(held), at(15)).run.attempt).toMatchObject({
      number: 2,
      digest: "sha256:edited",
    });
  });

  it("lets nobody and nothing else act meanwhile, but for a cancel and comments", () => {
    const { run } = transition(waitingRun(), approve, at(10));
    const assess: Command = {
      type: "assess_payload",
      example_digest: "sha256:0",
      proposed: { digest: "sha256:1", issues: [], cost: null, changes: 0, likeness: "like" },
    };
    const fail: Command = { type: "fail", error: { code: "x", message: "x", temporary: false } };
    for (const command of [approve, { type: "reject", ...said } as Command, assess, fail]) {
      expect(() => transition(run, command, at(11))).toThrow(
        expect.objectContaining({ code: "invalid_state" }),
      );
    }
    expect(transition(run, { type: "comment", by: ann, message: "hm" }, at(11)).run.held).toEqual(run.held);
    const cancelled = transition(run, { type: "cancel", by: ann, reason: null }, at(11)).run;
    expect(cancelled).toMatchObject({ status: "cancelled", held: null });
  });

  it("does not hold the adoption of a call, which sends nothing", () => {
    const open = waitingRun();
    const unknown: RunState = {
      ...open,
      step: "api_call",
      failure: { code: "unknown_outcome", message: "Nobody knows", temporary: false },
      review: open.review && { ...open.review, step: "api_call" },
    };
    const { run } = transition(unknown, { type: "retry", payload: null, adopt: "p1", ...said }, at(10));
    expect(run).toMatchObject({ held: null, attempt: { phase: "submitted", provider_id: "p1" } });
  });
});
