import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Step, terminalStatuses } from "@/lib/contracts/words";
import { anyCommand, anyCreation, bob, nextOf } from "@/lib/testing/commands";
import { at, newRun } from "@/lib/testing/waiting-run";
import { chain, findBreak, genesis } from "../chain";
import type { Command } from "../commands";
import { digested, withoutTexts } from "../erasing";
import { CodedError } from "../errors";
import type { RunEvent } from "../events";
import { replay } from "../evolve";
import { isLegal } from "../legal";
import type { RunState } from "../state";
import { createRun, transition } from ".";

interface Life {
  run: RunState;
  log: RunEvent[];
  /** Every state the run was in, and the command that led to it. */
  states: { run: RunState; command: Command | null }[];
}

/** A random command, or "the machine does what is next". */
const anyMove = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: anyCommand });

/** Lives through a sequence of commands; those that are refused must change nothing. */
const anyLife: fc.Arbitrary<Life> = fc
  .tuple(anyCreation, fc.array(anyMove, { maxLength: 40 }))
  .map(([creation, moves]) => {
    const first = createRun(creation, at(0));
    const life: Life = {
      run: first.run,
      log: [...first.events],
      states: [{ run: first.run, command: null }],
    };
    for (const [tick, move] of moves.entries()) {
      const command = move ?? nextOf(life.run);
      if (!command) continue;
      try {
        const next = transition(life.run, command, at(tick + 1));
        life.log.push(...next.events);
        life.run = next.run;
        life.states.push({ run: next.run, command });
      } catch (error) {
        expect(error).toBeInstanceOf(CodedError);
      }
    }
    return life;
  });

const salt = "A".repeat(43);

const isTerminal = (run: RunState) => terminalStatuses.some((status) => status === run.status);

describe("any sequence of commands", () => {
  it("leaves a log from which the state can be rebuilt (law 7)", () => {
    fc.assert(
      fc.property(anyLife, ({ run, log }) => {
        expect(replay(log)).toEqual(run);
        // What storing does to it changes nothing.
        expect(replay(JSON.parse(JSON.stringify(log)))).toEqual(run);
      }),
    );
  });

  it("numbers the log without a gap, and the version is its last number", () => {
    fc.assert(
      fc.property(anyLife, ({ run, log }) => {
        expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
        expect(run.version).toBe(log.length);
      }),
    );
  });

  it("leaves a chain that is intact, and that shows any later change (law 7)", () => {
    fc.assert(
      fc.property(anyLife, fc.nat(), ({ log }, pick) => {
        const links = chain(genesis, log, () => salt);
        expect(findBreak(links)).toBeNull();
        const seq = (pick % links.length) + 1;
        const changed = links.map((link) =>
          link.event.seq === seq
            ? { ...link, event: { ...link.event, message: `${link.event.message}!` } }
            : link,
        );
        expect(findBreak(changed)?.seq).toBe(seq);
        if (seq < links.length) {
          expect(findBreak(links.filter((link) => link.event.seq !== seq))?.seq).toBe(seq);
        }
      }),
    );
  });

  it("gives the same state without its texts, whether those are erased from the log or from the state", () => {
    fc.assert(
      fc.property(anyLife, ({ run, log }) => {
        const rebuilt = replay(log.map((event) => digested(event, salt)));
        // What it says last is the last entry's; an erasure has a message of its own.
        const { message: _, said: __, ...rest } = withoutTexts(rebuilt);
        const { message: ___, said: ____, ...erased } = withoutTexts(run);
        expect(rest).toEqual(erased);
      }),
    );
  });

  it("never changes a run that has ended, but for comments and claims given back", () => {
    fc.assert(
      fc.property(anyLife, ({ states }) => {
        const end = states.findIndex(({ run }) => isTerminal(run));
        if (end < 0) return;
        for (const { run, command } of states.slice(end + 1)) {
          expect(["comment", "release"]).toContain(command?.type);
          expect(run.status).toBe(states[end]?.run.status);
        }
      }),
    );
  });

  it("lets a run be erased and spoken of wherever it has ended, and erased nowhere else", () => {
    fc.assert(
      fc.property(anyLife, ({ states }) => {
        for (const { run } of states) {
          expect(isLegal("erase", run)).toBe(run.completed_at !== null);
          if (isTerminal(run)) expect(isLegal("comment", run)).toBe(true);
        }
      }),
    );
  });

  it("asks exactly when the run awaits a person, and answers each question once (law 2)", () => {
    fc.assert(
      fc.property(anyLife, ({ states, log }) => {
        for (const { run } of states) expect(run.review !== null).toBe(run.status === "awaiting_human");
        const answered = log
          .filter((event) => event.type === "decision")
          .map((event) => event.data.review_id);
        expect(new Set(answered).size).toBe(answered.length);
        const tokens = log.flatMap((event) =>
          event.type === "awaiting_human" ? [event.data.review.approval_token] : [],
        );
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
    );
  });

  it("changes nothing by a claim but who is at the run", () => {
    fc.assert(
      fc.property(anyLife, ({ states }) => {
        for (const [index, { run, command }] of states.entries()) {
          const before = states[index - 1]?.run;
          if (!before || (command?.type !== "claim" && command?.type !== "release")) continue;
          const { version, updated_at, claim } = run;
          expect(run).toEqual({ ...before, version, updated_at, claim });
          expect(version).toBe(before.version + 1);
          if (command.type === "claim") expect(before.status).toBe("awaiting_human");
        }
      }),
    );
  });

  it("goes forward, unless somebody chose retry or the call was refused (law 6)", () => {
    fc.assert(
      fc.property(anyLife, ({ states }) => {
        for (const [index, { run, command }] of states.entries()) {
          const before = states[index - 1]?.run;
          if (!before || command?.type === "retry" || command?.type === "dispatch_refused") continue;
          if (command?.type === "carry_out" && before.held?.action === "retry") continue;
          expect(Step.options.indexOf(run.step)).toBeGreaterThanOrEqual(Step.options.indexOf(before.step));
        }
      }),
    );
  });

  it("prepares a call only with the payload that was signed last (law 1)", () => {
    fc.assert(
      fc.property(anyLife, ({ states }) => {
        for (const { run } of states) {
          if (run.step !== "api_call" || run.status !== "running" || !run.attempt || run.held) continue;
          expect(run.attempt.digest).toBe(run.payload?.digest);
          expect(run.attempt.revision).toBe(run.payload?.revision);
        }
      }),
    );
  });

  it("lets one worker into each submission, and none again before it was surely absent (law 3)", () => {
    fc.assert(
      fc.property(anyLife, ({ log }) => {
        const open = new Set<number>();
        for (const event of log) {
          if (event.type !== "attempt_progress") continue;
          const { number, phase, delayed, progress, fence } = event.data;
          if (phase === "submitting" && progress === null && fence === 1) {
            expect(open.has(number)).toBe(false);
            open.add(number);
          }
          if (delayed) open.delete(number);
        }
      }),
    );
  });
});

/** Lets the machine work until the run rests. */
function settle(run: RunState): RunState {
  let current = run;
  for (let command = nextOf(current); command; command = nextOf(current)) {
    current = transition(current, command, at(1)).run;
  }
  return current;
}

const said = { by: bob, on_behalf_of: null, message: "fine" };
const yes = { type: "approve" as const, acknowledge_issues: false, ...said };

describe("a run", () => {
  it("goes through by itself under auto", () => {
    expect(settle(newRun({ policy: "auto" }))).toMatchObject({
      status: "completed",
      step: "completed",
      steps_done: 4,
    });
  });

  it("stops at the payload and at the answer under require_human, once each", () => {
    const atPayload = settle(newRun({ policy: "require_human" }));
    expect(atPayload).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    const atAnswer = settle(transition(atPayload, yes, at(2)).run);
    expect(atAnswer).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(settle(transition(atAnswer, yes, at(3)).run)).toMatchObject({ status: "completed" });
  });

  it("refuses to approve errors in silence, and takes them with a reason", () => {
    const run = transition(
      settleUntilPayload(newRun({ policy: "auto" })),
      {
        type: "assess_payload",
        example_digest: "sha256:0",
        proposed: {
          digest: "sha256:1",
          cost: null,
          changes: 0,
          likeness: "like",
          issues: [
            {
              pointer: "/n",
              field: "n",
              issue: "n is 9, the most is 4",
              severity: "error",
              suggested_fix: null,
              auto_fixable: true,
            },
          ],
        },
      },
      at(1),
    ).run;
    expect(run.status).toBe("awaiting_human");
    expect(() => transition(run, yes, at(2))).toThrow(expect.objectContaining({ code: "unresolved_issues" }));
    expect(() => transition(run, { ...yes, acknowledge_issues: true, message: null }, at(2))).toThrow();
    expect(transition(run, { ...yes, acknowledge_issues: true }, at(2)).run.step).toBe("api_call");
  });

  it("does what on_timeout says when nobody answers, and not before", () => {
    const ends = {
      expire: "expired",
      reject: "cancelled",
      approve: "running",
      escalate: "awaiting_human",
    } as const;
    for (const [on_timeout, status] of Object.entries(ends)) {
      const run = settle(
        newRun({ policy: "require_human", on_timeout: on_timeout as keyof typeof ends, timeout_seconds: 60 }),
      );
      const expire = { type: "expire" as const, review_id: run.review?.id ?? "" };
      expect(() => transition(run, expire, at(60))).toThrow(
        expect.objectContaining({ code: "invalid_state" }),
      );
      const after = transition(run, expire, at(61)).run;
      expect(after.status).toBe(status);
      if (on_timeout === "escalate") expect(after.review?.priority).toBe(1);
    }
  });

  it("counts a person's time from the question to the answer", () => {
    const run = settle(newRun({ policy: "require_human" }));
    expect(transition(run, yes, at(31)).run.human_ms).toBe(30_000);
  });

  it("counts the time before an escalation too", () => {
    const run = settle(newRun({ policy: "require_human", on_timeout: "escalate", timeout_seconds: 60 }));
    const later = transition(run, { type: "expire", review_id: run.review?.id ?? "" }, at(61)).run;
    expect(transition(later, yes, at(91)).run.human_ms).toBe(90_000);
  });

  it("asks ever later where nobody ever answers, and no sooner than in a minute", () => {
    let run = settle(newRun({ policy: "require_human", on_timeout: "escalate", timeout_seconds: 1 }));
    const waits: number[] = [];
    for (let time = 0; waits.length < 25; ) {
      const due = Date.parse(run.review?.expires_at ?? "");
      time = due;
      run = transition(
        run,
        { type: "expire", review_id: run.review?.id ?? "" },
        new Date(due).toISOString(),
      ).run;
      waits.push((Date.parse(run.review?.expires_at ?? "") - time) / 1000);
    }
    expect(waits.slice(0, 4)).toEqual([60, 120, 240, 480]);
    expect(Math.max(...waits)).toBe(30 * 24 * 3600);
  });

  it("names in its table every command it knows", () => {
    const open = { step: "payload_review", status: "awaiting_human", held: null } as const;
    expect(isLegal("approve", open)).toBe(true);
    expect(isLegal("approve", { ...open, status: "running" })).toBe(false);
    expect(isLegal("cancel", { ...open, step: "completed", status: "completed" })).toBe(false);
  });
});

function settleUntilPayload(run: RunState): RunState {
  const command = nextOf(run);
  return command ? transition(run, command, at(1)).run : run;
}
