import { z } from "zod";
import type { Effect } from "@/lib/core/events";
import type { RunState } from "@/lib/core/state";
import type { NewJob } from "@/lib/store/outbox";

/** The orchestrator's jobs and what each carries. */
export const jobPayloads = {
  advance: z.object({ run_id: z.string() }),
  call: z.object({ run_id: z.string(), attempt: z.number() }),
  cancel_call: z.object({ run_id: z.string(), attempt: z.number() }),
  expire: z.object({ run_id: z.string(), review_id: z.string() }),
  carry_out: z.object({ run_id: z.string(), review_id: z.string() }),
} as const;
export type JobKind = keyof typeof jobPayloads;

/** An effect as a durable job. The key keeps one piece of work from being queued twice. */
export function jobOf(run: RunState, effect: Effect): NewJob {
  const { run_id, version } = run;
  switch (effect.kind) {
    case "advance":
      return { kind: "advance", payload: { run_id }, key: `advance:${run_id}:${version}`, runAt: null };
    case "call":
    case "cancel_call": {
      const { kind, attempt } = effect;
      return { kind, payload: { run_id, attempt }, key: `${kind}:${run_id}:${attempt}`, runAt: null };
    }
    case "expire":
    case "carry_out": {
      const { kind, review_id, at } = effect;
      return {
        kind,
        payload: { run_id, review_id },
        key: `${kind}:${review_id}`,
        runAt: new Date(at),
      };
    }
  }
}
