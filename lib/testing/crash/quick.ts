import type { Tunables } from "@/lib/engine/tunables";
import type { Limits } from "@/lib/orchestrator/limits";
import type { ProviderLimits } from "@/lib/providers/limits";

/** A provider that failed often is left alone only for a moment. */
export const quickProviderLimits: Partial<ProviderLimits> = {
  rest: { first: 200, most: 500 },
  whileTrying: 100,
};

/** As in service, only in tenths of seconds. The proportions are kept: a lease outlasts any submission. */
export const quickLimits = {
  submitTimeout: 2_500,
  submitLease: 4_000,
  lookupTimeout: 1_500,
  lookApart: 1_000,
  backoff: { first: 50, most: 400 },
  poll: { least: 20, most: 150 },
  artifactPatience: 10_000,
  artifactWait: { least: 50, most: 500 },
} satisfies Partial<Limits>;

export const quickTunables: Partial<Tunables> = {
  lease: 2_000,
  heartbeat: 300,
  deadAfter: 1_000,
  poll: 100,
  backoff: { first: 50, most: 6_000 },
  drain: 3_000,
};
