import { expect, test } from "vitest";
import { makeSummary } from "@/lib/testing/factories/summary";
import { withChanges } from "./with-changes";

const row = (run_id: string, version: number) => makeSummary({ run_id, version });
const shown = (runs: { run_id: string; version: number }[]) =>
  runs.map((run) => `${run.run_id}${run.version}`);

test("rows change in their place, come at the end and go", () => {
  const runs = [row("a", 1), row("b", 1), row("c", 1)];
  const changes = new Map([
    ["b", row("b", 2)],
    ["c", null],
    ["d", row("d", 1)],
    ["e", null],
  ]);
  expect(shown(withChanges(runs, changes))).toEqual(["a1", "b2", "d1"]);
});

test("an older state of a row does not replace a newer one", () => {
  expect(shown(withChanges([row("a", 5)], new Map([["a", row("a", 4)]])))).toEqual(["a5"]);
});

test("a row that two pages both hold is shown once", () => {
  const twice = [row("a", 1), row("b", 1), row("a", 1)];
  expect(shown(withChanges(twice, new Map([["c", null]])))).toEqual(["a1", "b1"]);
});
