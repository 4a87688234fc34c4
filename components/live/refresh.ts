import type { QueryClient } from "@tanstack/react-query";
import { keys } from "@/components/api/keys";
import type { EventView } from "@/lib/contracts/event";
import { refreshWaiting } from "./refresh-waiting";

const gatherMs = 200;

/**
 * Turns events into what the cache must know: the list of what waits is patched row by row, everything else is
 * asked for again, at most once in a short while, so that a run that takes five steps in a row costs one refetch.
 */
export function refresher(client: QueryClient) {
  const runs = new Set<string>();
  const patch = refreshWaiting(client);
  let lists = false;
  let waiting = false;

  const flush = () => {
    waiting = false;
    for (const runId of runs) void client.invalidateQueries({ queryKey: keys.run(runId) });
    if (lists) {
      void client.invalidateQueries({ queryKey: keys.lists });
      void client.invalidateQueries({ queryKey: keys.waitingNumber });
    }
    runs.clear();
    lists = false;
  };

  return (event: EventView) => {
    runs.add(event.run_id);
    // Progress and comments change no row of a list.
    const changesRow = event.type !== "attempt_progress" && event.type !== "comment";
    // Who is at a run, only the inbox shows.
    lists ||= changesRow && event.type !== "claimed" && event.type !== "released";
    if (changesRow) patch(event);
    if (!waiting) setTimeout(flush, gatherMs);
    waiting = true;
  };
}
