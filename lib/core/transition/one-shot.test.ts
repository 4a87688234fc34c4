import fc from "fast-check";
import { expect, it } from "vitest";
import { quoted } from "@/lib/contracts/sentences";
import { Step } from "@/lib/contracts/words";
import { anyCommand, anyPolicy, bob, creationUnder, nextOf } from "@/lib/testing/commands";
import { at } from "@/lib/testing/waiting-run";
import type { Command } from "../commands";
import { replay } from "../evolve";
import { failure } from "../failure";
import { isLegal } from "../legal";
import { effectivePolicy } from "../policy";
import type { RunState } from "../state";
import { createRun, transition } from ".";

const anyOneShot = anyCommand.filter(({ type }) => type === "assess_one_shot" || type === "settle_one_shot");

it("never passes a run that is to be reviewed, wherever it is", () => {
  fc.assert(
    fc.property(anyPolicy, anyOneShot, fc.nat({ max: 8 }), (policy, command, steps) => {
      let { run } = createRun(creationUnder(policy), at(0));
      for (let step = 0; step < steps; step++) {
        const next = nextOf(run);
        if (next) run = transition(run, next, at(step)).run;
      }
      expect(() => transition(run, command, at(99))).toThrow(/not possible/);
    }),
  );
  for (const step of Step.options) {
    const run = { step, status: "running", held: null } as const;
    expect(isLegal("settle_one_shot", run)).toBe(false);
  }
});

const auto = { ...creationUnder(effectivePolicy({ policy: "auto" })), one_shot: true as const };
const wrong = {
  pointer: "/prompt",
  field: "prompt",
  issue: "prompt is long",
  severity: "error" as const,
  suggested_fix: null,
  auto_fixable: false,
};
const assess = (refusal: ReturnType<typeof failure> | null): Command => ({
  type: "assess_one_shot",
  by: bob,
  capabilities: {
    operation_type: "image_generation",
    inputs: [],
    supports_streaming: false,
    supports_cancellation: true,
    sandbox: true,
  },
  operation_type: "image_generation",
  payload: { digest: "sha256:1", issues: [wrong], cost: null, changes: 9, likeness: "like" },
  refusal,
  closes_at: at(660),
});

it("asks nobody about a record, whatever is wrong with it, and enqueues nothing but its close", () => {
  const first = createRun(auto, at(0));
  const log = [...first.events];
  const effects = [...first.effects];
  let run: RunState = first.run;
  const commands: Command[] = [
    assess(null),
    { type: "begin_submission", attempt: 1, lease_until: at(600) },
    { type: "record_submission", attempt: 1, fence: 1, provider_id: "p1" },
    {
      type: "settle_one_shot",
      attempt: 1,
      provider_id: "p1",
      provider_ms: 5,
      output_digest: "sha256:o",
      digest: "sha256:r",
      issues: [wrong],
      quality: 0,
    },
  ];
  for (const [tick, command] of commands.entries()) {
    const next = transition(run, command, at(tick + 1));
    run = next.run;
    log.push(...next.events);
    effects.push(...next.effects);
    expect(run.review).toBeNull();
  }
  expect(run).toMatchObject({ status: "completed", step: "completed", quality: 0, issues: [wrong] });
  expect(effects).toEqual([{ kind: "close", at: at(660) }]);
  expect(replay(JSON.parse(JSON.stringify(log)))).toEqual(run);
});

it("calls nothing once it is refused", () => {
  const refusal = failure("payload_incomplete", quoted("The prompt is not in it"));
  const { run, effects } = transition(createRun(auto, at(0)).run, assess(refusal), at(1));
  expect(run).toMatchObject({ status: "failed", attempt: null, failure: refusal });
  expect(effects).toEqual([]);
});
