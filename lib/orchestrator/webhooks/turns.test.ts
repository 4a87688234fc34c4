import { expect, test } from "vitest";
import { webhookLimits } from "../limits";
import { WebhookTurns } from "./turns";

const now = new Date("2026-11-28T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

test("nobody has more than a few on their way at once, and others go on beside", () => {
  const turns = new WebhookTurns();
  const taken = Array.from({ length: webhookLimits.atOnce }, () => turns.enter("rita", "slow.example", now));
  expect(turns.enter("rita", "quick.example", now)).toEqual(later(webhookLimits.comeBack));
  expect(turns.enter("rob", "quick.example", now)).not.toBeInstanceOf(Date);
  const [first] = taken;
  if (!(first instanceof Date)) first?.leave();
  expect(turns.enter("rita", "quick.example", now)).not.toBeInstanceOf(Date);
});

test("a receiver that does not answer is left alone for a while; one that refuses is not", () => {
  const turns = new WebhookTurns();
  for (const [host, problem] of [
    ["silent.example", "too_slow"],
    ["busy.example", "refused"],
  ] as const) {
    const turn = turns.enter("rita", host, now);
    if (turn instanceof Date) throw new Error("There was no turn");
    turn.leave();
    turn.learn(problem, now);
  }
  expect(turns.enter("rob", "silent.example", later(1_000))).toEqual(later(webhookLimits.rest));
  expect(turns.enter("rob", "busy.example", later(1_000))).not.toBeInstanceOf(Date);
  expect(turns.enter("rob", "silent.example", later(webhookLimits.rest))).not.toBeInstanceOf(Date);
});
