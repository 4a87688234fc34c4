/**
 * Lets healthy calls run alone, and then as many beside calls that the provider answers as badly as it can:
 *   npm run test:hostile-provider -- [--runs 300] [--seed 1] [--every 250]
 * The healthy must end as fast as alone (20 % more or less), the others before a person, and nothing is made twice.
 */
import { parseArgs } from "node:util";
import { faultsIn, healthyTime, hostileProvider } from "../lib/testing/hostile/hostile-provider";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "300" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    every: { type: "string", default: "250" },
  },
});
const runs = Number(values.runs);
const plan = { seed: Number(values.seed), healthy: runs, every: Number(values.every), patience: 120_000 };
console.log(`seed ${plan.seed}, ${runs} healthy and ${runs} hostile runs`);

const alone = await hostileProvider({ ...plan, hostile: 0 });
const beside = await hostileProvider({ ...plan, hostile: runs });

const faults = [...faultsIn(alone), ...faultsIn(beside)];
for (const share of [0.5, 0.9, 0.99]) {
  const [before, after] = [healthyTime(alone, share), healthyTime(beside, share)];
  const more = Math.round((after / before - 1) * 100);
  console.log(
    `${share * 100} % of the healthy: ${Math.round(before)} ms alone, ${Math.round(after)} ms beside (${more} %)`,
  );
  if (share < 0.99 && more > 20) faults.push(`${share * 100} % of the healthy took ${more} % longer`);
}
const ends = new Map<string, number>();
for (const { run, temper } of beside.ended) {
  if (!temper) continue;
  const end = `${run.status} at ${run.step}${run.failure ? `, ${run.failure.code}` : ""}`;
  ends.set(end, (ends.get(end) ?? 0) + 1);
}
for (const [end, count] of ends) console.log(`${count} hostile: ${end}`);
const [before, after] = [alone, beside].map(({ busy }) => Math.round(busy * 100));
console.log(
  `Busy ${before} % of the time alone, ${after} % beside; close to 100 the times above tell nothing`,
);
console.log(`The provider was left alone in ${beside.limited} looks of 50 ms`);
for (const fault of faults) console.error(`FAULT ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
