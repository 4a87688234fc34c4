import { expect, test } from "vitest";
import { webhookLimits } from "../limits";
import { WebhookTurns } from "./turns";

const now = new Date("2026-11-28T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

function turnOf(turns: WebhookTurns, whose: string, host: string) {
  const turn = turns.enter(whose, host, now);
  if (turn instanceof Date) throw new Error("There was no turn");
  return turn;
}

/** Somebody's receiver answers once, after so long. */
function answers(turns: WebhookTurns, whose: string, host: string, problem: string | null, took: number) {
  const turn = turnOf(turns, whose, host);
  turn.leave();
  turn.learn(problem, took, now);
}

test("nobody has more than a few on their way at once, and others go on beside", () => {
  const turns = new WebhookTurns();
  const taken = Array.from({ length: webhookLimits.atOnce }, () => turnOf(turns, "rita", "a.example"));
  expect(turns.enter("rita", "quick.example", now)).toEqual(later(webhookLimits.comeBack));
  expect(turns.enter("rob", "quick.example", now)).not.toBeInstanceOf(Date);
  taken[0]?.leave();
  expect(turns.enter("rita", "quick.example", now)).not.toBeInstanceOf(Date);
});

test("a receiver that does not answer is left alone for a while; one that refuses is not", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "silent.example", "too_slow", 10_000);
  answers(turns, "rita", "busy.example", "refused", 20);
  expect(turns.enter("rob", "silent.example", later(1_000))).toEqual(later(webhookLimits.rest));
  expect(turns.enter("rob", "busy.example", later(1_000))).not.toBeInstanceOf(Date);
  expect(turns.enter("rob", "silent.example", later(webhookLimits.rest))).not.toBeInstanceOf(Date);
});

test("slow receivers have no more than half of the places together, until they answer quickly", () => {
  const turns = new WebhookTurns();
  const slow = ["one", "two", "three", "four"];
  for (const whose of slow) answers(turns, whose, `${whose}.example`, null, 8_000);
  const taken = slow.slice(0, webhookLimits.slowAtOnce).map((one) => turnOf(turns, one, `${one}.example`));
  expect(turns.enter("four", "four.example", now)).toBeInstanceOf(Date);
  expect(turns.enter("five", "quick.example", now)).not.toBeInstanceOf(Date);
  for (const turn of taken) turn.leave();
  for (const whose of slow) answers(turns, whose, `${whose}.example`, null, 30);
  for (const whose of slow) expect(turns.enter(whose, `${whose}.example`, now)).not.toBeInstanceOf(Date);
});

test("those who find no turn come back one after the other, never two at once", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "slow.example", null, 8_000);
  for (let n = 0; n < webhookLimits.slowAtOnce; n++) turnOf(turns, "rita", "slow.example");
  const backs = Array.from({ length: 100 }, () => turns.enter("rita", "slow.example", now));
  expect(backs.slice(0, 3)).toEqual([later(2_000), later(4_000), later(6_000)]);
  expect(new Set(backs.map(Number)).size).toBe(100);
});

test("ten thousand that a dead receiver left do not all come back at the same moment", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "dead.example", "unreachable", 5);
  const backs = Array.from({ length: 10_000 }, () => Number(turns.enter("rita", "dead.example", now)));
  const counts = new Map<number, number>();
  for (const back of backs) counts.set(back, (counts.get(back) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(5);
  expect(Math.min(...backs)).toBe(later(webhookLimits.rest).getTime());
  expect(Math.max(...backs)).toBeLessThanOrEqual(
    later(webhookLimits.rest + webhookLimits.latestTurn).getTime(),
  );
});
