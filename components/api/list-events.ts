import { useQuery } from "@tanstack/react-query";
import type { EventView } from "@/lib/contracts/event";
import type { Page } from "@/lib/contracts/run";
import { keys } from "./keys";
import { query, request } from "./request";

/** A run's whole log; there are few events a run, so all pages are read. */
export async function listEvents(runId: string, signal?: AbortSignal): Promise<EventView[]> {
  const events: EventView[] = [];
  let cursor: string | undefined;
  do {
    const path = `/api/hitl/runs/${encodeURIComponent(runId)}/events${query({ limit: 200, cursor })}`;
    const page = await request<Page<EventView>>(path, { signal });
    events.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return events;
}

export function useEvents(runId: string) {
  return useQuery({
    queryKey: keys.events(runId),
    queryFn: ({ signal }) => listEvents(runId, signal),
  });
}
