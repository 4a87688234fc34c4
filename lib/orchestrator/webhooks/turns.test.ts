import { expect, test } from "vitest";
import { webhookLimits } from "../limits";
import { WebhookTurns } from "./turns";

const now = new Date("2026-11-28T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

/** Somebody's receiver at a server, at one path of it. */
const at = (whose: string, host: string, path = "hook") => ({
  whose,
  host,
  address: `https://${host}/${path}`,
});

function turnOf(turns: WebhookTurns, whose: string, host: string, path = "hook") {
  const turn = turns.enter(at(whose, host, path), now);
  if (turn instanceof Date) throw new Error("There was no turn");
  return turn;
}

/** Somebody's receiver answers once, after so long. */
function answers(
  turns: WebhookTurns,
  whose: string,
  host: string,
  problem: string | null,
  took: number,
  path?: string,
) {
  const turn = turnOf(turns, whose, host, path);
  turn.leave();
  turn.learn(problem, took, now);
}

test("nobody has more than a few on their way at once, and others go on beside", () => {
  const turns = new WebhookTurns();
  const taken = Array.from({ length: webhookLimits.atOnce }, () => turnOf(turns, "rita", "a.example"));
  expect(turns.enter(at("rita", "quick.example"), now)).toEqual(later(webhookLimits.comeBack));
  expect(turns.enter(at("rob", "quick.example"), now)).not.toBeInstanceOf(Date);
  taken[0]?.leave();
  expect(turns.enter(at("rita", "quick.example"), now)).not.toBeInstanceOf(Date);
});

test("a receiver that does not answer is left alone for a while; one that refuses is not", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "silent.example", "too_slow", 10_000);
  answers(turns, "rita", "busy.example", "refused", 20);
  expect(turns.enter(at("rob", "silent.example"), later(1_000))).toEqual(later(webhookLimits.rest));
  expect(turns.enter(at("rob", "busy.example"), later(1_000))).not.toBeInstanceOf(Date);
  expect(turns.enter(at("rob", "silent.example"), later(webhookLimits.rest))).not.toBeInstanceOf(Date);
});

test("slow receivers have no more than half of the places together, until they answer quickly", () => {
  const turns = new WebhookTurns();
  const slow = ["one", "two", "three", "four"];
  for (const whose of slow) answers(turns, whose, `${whose}.example`, null, 8_000);
  const taken = slow.slice(0, webhookLimits.slowAtOnce).map((one) => turnOf(turns, one, `${one}.example`));
  expect(turns.enter(at("four", "four.example"), now)).toBeInstanceOf(Date);
  expect(turns.enter(at("five", "quick.example"), now)).not.toBeInstanceOf(Date);
  for (const turn of taken) turn.leave();
  for (const whose of slow) answers(turns, whose, `${whose}.example`, null, 30);
  for (const whose of slow) expect(turns.enter(at(whose, `${whose}.example`), now)).not.toBeInstanceOf(Date);
});

test("those who find no turn come back one after the other, never two at once", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "slow.example", null, 8_000);
  for (let n = 0; n < webhookLimits.slowAtOnce; n++) turnOf(turns, "rita", "slow.example");
  const backs = Array.from({ length: 100 }, () => turns.enter(at("rita", "slow.example"), now));
  expect(backs.slice(0, 3)).toEqual([later(2_000), later(4_000), later(6_000)]);
  expect(new Set(backs.map(Number)).size).toBe(100);
});

test("ten thousand that a dead receiver left do not all come back at the same moment", () => {
  const turns = new WebhookTurns();
  answers(turns, "rita", "dead.example", "unreachable", 5);
  const backs = Array.from({ length: 10_000 }, () => Number(turns.enter(at("rita", "dead.example"), now)));
  const counts = new Map<number, number>();
  for (const back of backs) counts.set(back, (counts.get(back) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(5);
  expect(Math.min(...backs)).toBe(later(webhookLimits.rest).getTime());
  expect(Math.max(...backs)).toBeLessThanOrEqual(
    later(webhookLimits.rest + webhookLimits.latestTurn).getTime(),
  );
});

test("an address that does not answer says nothing of others at its server, whosesoever", () => {
  const turns = new WebhookTurns();
  for (let n = 0; n < 2; n++) answers(turns, "rita", "shared.example", "too_slow", 10_000, `${n}`);
  expect(turns.enter(at("rita", "shared.example", "0"), now)).toEqual(later(webhookLimits.rest));
  for (const whose of ["rita", "rob"])
    expect(turns.enter(at(whose, "shared.example", "ok"), now)).not.toBeInstanceOf(Date);
});

test("whoever has an address for each run at a dead server waits for all of them, and nobody else does", () => {
  const turns = new WebhookTurns();
  for (let n = 0; n < webhookLimits.addressesOfAll; n++)
    answers(turns, "rita", "dead.example", "too_slow", 10_000, `run/${n}`);
  expect(turns.enter(at("rita", "dead.example", "run/new"), now)).toEqual(later(webhookLimits.rest));
  expect(turns.enter(at("rita", "quick.example"), now)).not.toBeInstanceOf(Date);
  expect(turns.enter(at("rob", "dead.example", "hook"), now)).not.toBeInstanceOf(Date);
});

test("what is sent beside the turns waits for no rest, and its answer ends that", () => {
  const turns = new WebhookTurns();
  answers(turns, "shop", "back.example", "too_slow", 10_000);
  expect(turns.enter(at("shop", "back.example"), now)).toBeInstanceOf(Date);
  const tests = Array.from({ length: webhookLimits.atOnce }, () =>
    turns.enterBeside(at("test shop", "back.example"), now),
  );
  expect(turns.enterBeside(at("test shop", "back.example"), now)).toBeInstanceOf(Date);
  const [first] = tests;
  if (!first || first instanceof Date) throw new Error("There was no turn");
  first.learn(null, 20, now);
  expect(turns.enter(at("shop", "back.example"), now)).not.toBeInstanceOf(Date);
});

test("those that did not answer leave a place to slow ones that do, however many they are", () => {
  const turns = new WebhookTurns();
  for (const host of ["one.dead", "two.dead", "three.dead"]) answers(turns, host, host, "too_slow", 10_000);
  answers(turns, "shop", "slow.example", null, 1_500);
  const rested = later(webhookLimits.rest);
  const probes = ["one.dead", "two.dead", "three.dead"].map((host) => turns.enter(at(host, host), rested));
  expect(probes.map((probe) => probe instanceof Date)).toEqual([false, false, true]);
  expect(turns.enter(at("shop", "slow.example"), rested)).not.toBeInstanceOf(Date);
});
