import type { NewJob } from "@/lib/store/runs/outbox";
import { cancelLateJob } from "../jobs";
import { KeptRequest } from "../requests/request";

/** When a run has to have ended, as its request wants it; null where it says nothing. */
export function deadlineOf(request: object, createdAt: string): Date | null {
  const { cancel_after_seconds: seconds } = KeptRequest.parse(request);
  return seconds === null ? null : new Date(Date.parse(createdAt) + seconds * 1000);
}

/** What ends a new run when its time is over, committed with it. */
export function latestEnd(
  { request }: { request: object },
  run: { run_id: string; created_at: string },
): NewJob[] {
  if (!("cancel_after_seconds" in request) || request.cancel_after_seconds === null) return [];
  const deadline = deadlineOf(request, run.created_at);
  return deadline ? [cancelLateJob(run.run_id, deadline)] : [];
}
