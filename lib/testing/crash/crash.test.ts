import { expect, it } from "vitest";
import { databaseKinds, testDatabase } from "../database";
import { crashTest } from "./crash-test";
import { planRounds } from "./plan";
import { Random } from "./random";

it.each(databaseKinds)(
  "loses nothing and pays nothing twice when the server is killed over and over (%s)",
  async (on) => {
    const random = new Random(20_261_124);
    const rounds = planRounds({ rounds: 12, random });
    const report = await crashTest({ rounds, random, databaseUrl: (await testDatabase(on)).url });
    expect(report.faults, `${JSON.stringify(rounds)}, see ${report.folder}`).toEqual([]);
    expect(report.findings.runs).toBeGreaterThanOrEqual(report.createsAcknowledged);
  },
  300_000,
);
