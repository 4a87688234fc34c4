import type { QueryClient } from "@tanstack/react-query";
import { keys } from "@/components/api/keys";
import type { EventView } from "@/lib/contracts/event";

const gatherMs = 200;

/**
 * Turns events into refetches: what changed is asked for again, at most once in a short while, so that a
 * run that takes five steps in a row costs one refetch and not five.
 */
export function refresher(client: QueryClient) {
  const runs = new Set<string>();
  let lists = false;
  let waiting = false;

  const flush = () => {
    waiting = false;
    for (const runId of runs) void client.invalidateQueries({ queryKey: keys.run(runId) });
    if (lists) void client.invalidateQueries({ queryKey: keys.lists });
    runs.clear();
    lists = false;
  };

  return (event: EventView) => {
    runs.add(event.run_id);
    // Progress and comments change no row of a list.
    lists ||= event.type !== "attempt_progress" && event.type !== "comment";
    if (!waiting) setTimeout(flush, gatherMs);
    waiting = true;
  };
}
