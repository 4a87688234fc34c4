import { useQuery } from "@tanstack/react-query";
import type { EventView } from "@/lib/contracts/event";
import { allPages } from "./all-pages";
import { call } from "./call";
import { keys } from "./keys";

/** A run's whole log; there are few events a run, so all pages are read. */
export function listEvents(runId: string, signal?: AbortSignal): Promise<EventView[]> {
  return allPages((query) =>
    call("GET /api/hitl/runs/{id}/events", { params: { id: runId }, query, signal }),
  );
}

export function useEvents(runId: string) {
  return useQuery({
    queryKey: keys.events(runId),
    queryFn: ({ signal }) => listEvents(runId, signal),
  });
}
