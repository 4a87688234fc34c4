import { trace } from "@opentelemetry/api";
import { runSpanOf } from "@/lib/engine/tracing/run-trace";

/** Says in the span of a request which run it was about, and links it to the run's own trace. */
export function tellSpan(url: string, response: Response): void {
  const span = trace.getActiveSpan();
  if (!span?.isRecording()) return;
  const runId = /\/runs\/(run_\w+)/.exec(response.headers.get("location") ?? url)?.[1];
  if (runId === undefined) return;
  span.setAttribute("countersign.run_id", runId);
  span.addLink({ context: runSpanOf(runId) });
}
