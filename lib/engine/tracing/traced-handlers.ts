import { context } from "@opentelemetry/api";
import type { Handlers } from "../queue";
import { withinRun } from "./run-trace";
import { SpanKind, spanned } from "./spans";

/** Handlers whose every job is a span: of its run's trace where it has a run, else of its own. */
export function tracedHandlers(handlers: Handlers): Handlers {
  return {
    ...handlers,
    run(kind, payload, row) {
      const { run_id } = payload;
      const ofRun = typeof run_id === "string";
      const attributes = { "countersign.job": kind, ...(ofRun && { "countersign.run_id": run_id }) };
      return spanned(
        { name: `job ${kind}`, kind: SpanKind.CONSUMER, attributes },
        () => handlers.run(kind, payload, row),
        ofRun ? withinRun(run_id) : context.active(),
      );
    },
  };
}
