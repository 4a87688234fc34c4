import { expect, it } from "vitest";
import { crashTest } from "./crash-test";
import { planRounds } from "./plan";
import { crashPoints } from "./points";
import { Random } from "./random";

it("loses nothing and pays nothing twice when the server is killed at every named place and at random", async () => {
  const random = new Random(20_261_122);
  const rounds = planRounds({ rounds: crashPoints.length + 10, random });
  const report = await crashTest({ rounds, random });
  expect(report.faults, report.folder).toEqual([]);
  expect(report.placesHit).toBe(crashPoints.length);
  expect(report.findings.runs).toBeGreaterThanOrEqual(report.createsAcknowledged);
}, 240_000);
