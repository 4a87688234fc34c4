import type { HitlConfig } from "@/lib/contracts/policy";
import { effectivePolicy } from "@/lib/core/policy";
import type { RunState } from "@/lib/core/state";
import { createRun, transition } from "@/lib/core/transition";
import { creationUnder, nextOf } from "./commands";

const begin = Date.parse("2026-01-01T00:00:00.000Z");

/** So many seconds after a made-up run began, as ISO 8601. */
export const at = (second: number) => new Date(begin + second * 1000).toISOString();

/** A run that was just created under `policy`. */
export function newRun(policy: HitlConfig): RunState {
  return createRun(creationUnder(effectivePolicy(policy)), at(0)).run;
}

/** A run that waits at its first question under `policy`; asked at second 1, to be answered within a minute. */
export function waitingRun(policy: HitlConfig = {}): RunState {
  let run = newRun({ policy: "require_human", timeout_seconds: 60, ...policy });
  for (let command = nextOf(run); command; command = nextOf(run)) run = transition(run, command, at(1)).run;
  return run;
}
