import type { RunEvent } from "@/lib/core/events";
import { between } from "@/lib/core/evolve";
import type { RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import type { Context } from "./context";

interface Line {
  /** What alerts name it by. */
  event: string;
  message: string;
  fields: object;
  /** True where an operator may want to look. */
  trouble?: boolean;
}

const ends = {
  run_completed: "A run was completed",
  run_failed: "A run failed",
  run_cancelled: "A run was cancelled",
  run_expired: "A run expired",
} as const;

/** Names, numbers and codes only: sentences may carry what a prompt or a provider said (law 10). */
function lineOf(event: RunEvent, before: RunState | null, run: RunState): Line | null {
  switch (event.type) {
    case "run_created":
      return {
        event: "run_created",
        message: "A run was created",
        fields: {
          provider: run.model.provider,
          model: run.model.name,
          policy: run.policy.policy,
          by: event.actor.id,
        },
      };
    case "awaiting_human": {
      const { id: review_id, expires_at } = event.data.review;
      return { event: event.type, message: "A person is asked", fields: { review_id, expires_at } };
    }
    case "approval": {
      const { review_id, approval } = event.data;
      return {
        event: event.type,
        message: "Somebody approved",
        fields: { review_id, action: approval.action, by: approval.by.id },
      };
    }
    case "approval_undone":
      return {
        event: event.type,
        message: "An approval was taken back",
        fields: { review_id: event.data.review_id, by: event.actor.id },
      };
    case "decision": {
      const { review_id, decision, held } = event.data;
      const open = before?.review?.id === review_id ? before.review : null;
      return {
        event: event.type,
        message: "A decision was made",
        fields: {
          review_id,
          action: decision.action,
          by: decision.actor.id,
          ...(open && { waited_ms: between(open.opened_at, decision.at) }),
          ...(held && { held_until: held.until }),
          ...(decision.break_glass && { break_glass: true }),
        },
        trouble: decision.break_glass === true,
      };
    }
    case "decision_undone":
      return {
        event: event.type,
        message: "A decision was taken back",
        fields: { review_id: event.data.review_id, by: event.actor.id },
      };
    case "attempt_progress": {
      const { number: attempt, phase, provider_id, progress, delayed } = event.data;
      if (delayed) return { event: "attempt_delayed", message: "A call has to wait", fields: { attempt } };
      // What a call waits for, and how far it is, is told again and again while it is out.
      if (phase !== "submitted" || progress !== null || before?.attempt?.phase === "submitted") return null;
      return {
        event: "attempt_submitted",
        message: "The provider accepted a call",
        fields: { attempt, provider_id, digest: run.attempt?.digest },
      };
    }
    case "attempt_finished": {
      const { number: attempt, outcome, provider_id, provider_ms, error } = event.data;
      return {
        event: event.type,
        message: "A call ended",
        fields: { attempt, outcome, provider_id, provider_ms, ...(error && { code: error.code }) },
        trouble: outcome === "unknown",
      };
    }
    case "run_completed":
    case "run_failed":
    case "run_cancelled":
    case "run_expired":
      return {
        event: event.type,
        message: ends[event.type],
        fields: {
          total_ms: between(run.created_at, event.at),
          human_ms: run.human_ms,
          provider_ms: Math.round(run.provider_ms),
          ...(event.type === "run_failed" && { code: event.data.error.code }),
        },
        trouble: event.type === "run_failed",
      };
    default:
      return null;
  }
}

/** Writes what a committed transition came to: one line for each thing that an operator follows or counts. */
export function logTransition({ log }: Context, before: RunState | null, { run, events }: Transition): void {
  for (const entry of events) {
    const line = lineOf(entry, before, run);
    if (!line) continue;
    const { run_id, step } = entry;
    const fields = { event: line.event, run_id, step, ...line.fields };
    if (line.trouble) log.warn(fields, line.message);
    else log.info(fields, line.message);
  }
}
