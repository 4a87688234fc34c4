import { expect, test } from "vitest";
import { Seen } from "@/lib/contracts/parts";
import { SeenLog } from "./seen-log";

function openedAt(now: number): SeenLog {
  const log = new SeenLog();
  log.look("first", true, now);
  return log;
}

test("a part counts once every place that shows it was in view, and stays seen when the place is gone", () => {
  const log = openedAt(0);
  log.note("a", { name: "payload", seen: true });
  log.note("b", { name: "answer", seen: true });
  log.note("c", { name: "answer", seen: false });
  expect(log.told(1_000)).toEqual({ parts: ["payload"], count: 1, of: 2, open_ms: 1_000 });
  log.note("c", { name: "answer", seen: true });
  log.forget("a");
  expect(log.told(1_000)).toMatchObject({ parts: ["payload", "answer"], count: 2, of: 2 });
});

test("what was not in view and is gone does not count at all", () => {
  const log = openedAt(0);
  log.note("a", { name: "payload", seen: false });
  log.forget("a");
  expect(log.told(0)).toMatchObject({ count: 0, of: 0 });
});

test("what was seen of another question says nothing of this one, nor does its time", () => {
  const log = openedAt(0);
  log.note("a", { name: "payload", seen: true });
  log.look("second", true, 5_000);
  expect(log.told(6_500)).toEqual({ parts: [], count: 0, of: 0, open_ms: 1_500 });
});

test("a window that is hidden is not open to anybody", () => {
  const log = openedAt(0);
  log.look("first", false, 2_000);
  log.look("first", true, 60_000);
  expect(log.told(61_000).open_ms).toBe(3_000);
});

test("it stays as small as a decision takes it, whatever a run holds", () => {
  const log = openedAt(0);
  for (let part = 0; part < 500; part++)
    log.note(`${part}`, { name: `field ${part} ${"x".repeat(300)}`, seen: true });
  const told = log.told(10 ** 12);
  expect(Seen.parse(told)).toEqual(told);
  expect(told).toMatchObject({ count: 500, of: 500 });
});
