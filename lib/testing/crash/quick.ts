import type { Tunables } from "@/lib/engine/tunables";
import type { Limits } from "@/lib/orchestrator/limits";

/** As in service, only in tenths of seconds. The proportions are kept: a lease outlasts any submission. */
export const quickLimits: Partial<Limits> = {
  submitTimeout: 1_500,
  submitLease: 2_000,
  lookupTimeout: 1_000,
  absentAfter: 1_000,
  backoff: { first: 50, most: 400 },
  poll: { least: 20, most: 150 },
};

export const quickTunables: Partial<Tunables> = {
  lease: 2_000,
  poll: 100,
  backoff: { first: 20, most: 200 },
  maxAttempts: 4,
  drain: 3_000,
};
