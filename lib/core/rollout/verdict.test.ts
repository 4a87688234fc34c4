import { expect, it } from "vitest";
import { errorPoints, verdictOn } from "./verdict";

const path = (completed: number, failed: number) => ({
  completed,
  failed,
  error_rate: completed + failed === 0 ? null : failed / (completed + failed),
});

it.each([
  [path(95, 5), path(97, 3), "go"],
  [path(949, 51), path(970, 30), "hold"],
  [path(900, 100), path(850, 150), "go"],
  [path(10, 10), path(970, 30), "too_few"],
  [path(0, 0), path(970, 30), "too_few"],
] as const)("%o beside %o says %s", (hitl, legacy, level) => {
  expect(verdictOn(hitl, legacy)).toMatchObject({ level, max_points: 2, min_runs: 50 });
});

it("tells the difference in percentage points", () => {
  expect(errorPoints(path(90, 10), path(96, 4))).toBeCloseTo(6);
  expect(errorPoints(path(90, 10), path(0, 0))).toBeNull();
});
