import type { WebhookEvent } from "@/lib/contracts/replicate/prediction";
import type { EndpointEvent } from "@/lib/contracts/webhooks";
import type { RunEvent } from "@/lib/core/events";
import type { NewJob } from "@/lib/store/runs/outbox";
import { deliverJob } from "../jobs";
import { KeptRequest } from "../requests/request";

type LogType = RunEvent["type"];

/** What a run's own webhook and endpoints are told, by the entry of the log that it tells of. */
export const runEvents: Partial<Record<LogType, EndpointEvent>> = {
  awaiting_human: "run.awaiting_human",
  run_completed: "run.completed",
  run_failed: "run.failed",
  run_cancelled: "run.cancelled",
  run_expired: "run.expired",
};

/** The same of a prediction's: outputs are there once they are released, and a line of `logs` when a person is asked. */
const predictionEvents: Partial<Record<LogType, readonly WebhookEvent[]>> = {
  awaiting_human: ["logs"],
  attempt_started: ["start"],
  run_completed: ["output", "completed"],
  run_failed: ["completed"],
  run_cancelled: ["completed"],
  run_expired: ["completed"],
};

interface Told {
  request: object;
}

/** The events of one entry that the run's webhook wants to hear of. */
function eventsOf(type: LogType, wanted: readonly WebhookEvent[] | null): readonly string[] {
  if (wanted === null) return [runEvents[type] ?? []].flat();
  return (predictionEvents[type] ?? []).filter((event) => wanted.includes(event));
}

/**
 * What the webhook of a run is told of new entries of its log: jobs that are committed with them (law 4). None where the
 * run has no webhook.
 */
export function deliveriesOf(
  { request }: Told,
  { run, events }: { run: { run_id: string }; events: readonly Pick<RunEvent, "type" | "seq">[] },
): NewJob[] {
  if (!("webhook_url" in request) || request.webhook_url === null) return [];
  const { webhook_events } = KeptRequest.parse(request);
  return events.flatMap(({ type, seq }) =>
    eventsOf(type, webhook_events).map((event) => deliverJob(run.run_id, seq, event)),
  );
}
