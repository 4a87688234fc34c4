import { expect, test } from "vitest";
import { WaitingLine } from "./waiting-line";

const anywhere = () => true;

test("those of a lane that has room pass those of one that has none, and nobody else", () => {
  const line = new WaitingLine(9);
  for (const [id, lane] of [
    ["a", "slow"],
    ["b", "own"],
    ["c", "slow"],
    ["d", "own"],
  ] as const)
    line.join(id, lane);
  expect(line.next((lane) => lane === "own")?.id).toBe("b");
  expect(["a", "c", "d"].map(() => line.next(anywhere)?.id)).toEqual(["a", "c", "d"]);
  expect(line.next(anywhere)).toBeNull();
});

test("a full line sends its lane to the database, and no later one passes those that are there", () => {
  const line = new WaitingLine(2);
  expect(["a", "b", "c"].map((id) => line.joinLast(id, "slow"))).toEqual([true, true, false]);
  expect(line.joinLast("x", "own")).toBe(true);
  expect(line.runsShort).toBe(false);
  line.next(anywhere);
  expect(line.runsShort).toBe(true);
  expect(line.joinLast("d", "slow")).toBe(false);
  line.next(anywhere);
  expect(line.waitsIn("slow")).toBe(true);
  line.isWholeBut(new Set());
  expect([line.waitsIn("slow"), line.runsShort]).toEqual([false, false]);
});
