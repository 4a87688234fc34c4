import { expect, test } from "vitest";
import { faultsIn, hostileProvider } from "./hostile-provider";

test("a provider that answers as badly as it can keeps no healthy run from its end, and is called once for each", {
  timeout: 150_000,
}, async () => {
  const report = await hostileProvider({ seed: 7, healthy: 20, hostile: 20, every: 250, patience: 120_000 });
  expect(report.ended).toHaveLength(40);
  expect(faultsIn(report)).toEqual([]);
});
