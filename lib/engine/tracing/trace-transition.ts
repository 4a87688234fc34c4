import { type Attributes, SpanStatusCode } from "@opentelemetry/api";
import type { RunEvent } from "@/lib/core/events";
import type { RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import { underRunIds, withinRun } from "./run-trace";
import { SpanKind, tracer } from "./spans";

/** Adds to a run's trace what a committed transition brought to its end: a question that waited for a person, the run itself. */
export function traceTransition(before: RunState | null, { run, events }: Transition): void {
  for (const event of events) {
    if (event.type === "decision") reviewEnded(before, run, event);
    if (event.type in ends) runEnded(run, event);
  }
}

const ends = { run_completed: true, run_failed: true, run_cancelled: true, run_expired: true };

function reviewEnded(
  before: RunState | null,
  { run_id }: RunState,
  { data, step, at }: Extract<RunEvent, { type: "decision" }>,
): void {
  const open = before?.review?.id === data.review_id ? before.review : null;
  if (open === null) return;
  const attributes = {
    "countersign.run_id": run_id,
    "countersign.step": step,
    "countersign.action": data.decision.action,
    "countersign.actor_kind": data.decision.actor.kind,
  };
  const startTime = new Date(open.opened_at);
  tracer()
    .startSpan(`review ${step}`, { kind: SpanKind.INTERNAL, attributes, startTime }, withinRun(run_id))
    .end(new Date(at));
}

/** The run's own span: all others of its trace are below it. */
function runEnded(run: RunState, { type, at }: RunEvent): void {
  const attributes: Attributes = {
    "countersign.run_id": run.run_id,
    "countersign.status": run.status,
    "countersign.provider": run.model.provider,
    "countersign.model": run.model.name,
    "countersign.human_ms": run.human_ms,
    "countersign.provider_ms": Math.round(run.provider_ms),
  };
  const startTime = new Date(run.created_at);
  const begin = () =>
    tracer().startSpan("run", { root: true, kind: SpanKind.INTERNAL, attributes, startTime });
  const span = underRunIds(run.run_id, begin);
  if (type === "run_failed") span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(new Date(at));
}
