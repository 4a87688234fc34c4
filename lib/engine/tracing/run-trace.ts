import { createHash } from "node:crypto";
import { context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from "@opentelemetry/api";

/** A run's trace, and the place of its own span in it: named by the run's id, so that every process finds it without being told. */
export function runSpanOf(runId: string): SpanContext {
  const hash = createHash("sha256").update(runId).digest("hex");
  return {
    traceId: hash.slice(0, 32),
    spanId: hash.slice(32, 48),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  };
}

/** The context in which what is begun belongs to the run. */
export function withinRun(runId: string) {
  return trace.setSpanContext(ROOT_CONTEXT, runSpanOf(runId));
}

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.trace.next");
const shared: typeof globalThis & { [slot]?: SpanContext | null } = globalThis;

/** The ids that the next root span is to have; null where they are anybody's. */
export function idsInHand(): SpanContext | null {
  return shared[slot] ?? null;
}

/** Begins a run's own span, under the ids that the spans of it have named as their parent all along. */
export function underRunIds<Result>(runId: string, begin: () => Result): Result {
  shared[slot] = runSpanOf(runId);
  try {
    return context.with(ROOT_CONTEXT, begin);
  } finally {
    shared[slot] = null;
  }
}
