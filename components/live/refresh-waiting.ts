import type { QueryClient } from "@tanstack/react-query";
import { keys } from "@/components/api/keys";
import { listRuns } from "@/components/api/list-runs";
import { hasPlace } from "@/components/api/row-after";
import { patchWaiting } from "@/components/api/waiting-runs";
import type { EventView } from "@/lib/contracts/event";
import type { RunSummary } from "@/lib/contracts/run";

const gatherMs = 40;
/** As many rows as one request asks for. */
const most = 100;

/** True when the run may have a row after this event; otherwise it has surely none. */
function mayHaveRow({ type, status, data }: EventView): boolean {
  if (status === "awaiting_human") return true;
  // A claim may be given back while a decision is held; the entry does not tell.
  return type === "released" || (type === "decision" && data.held !== null);
}

/** Keeps the list of what waits: rows that went go at once, rows that came or changed are asked for by their ids. */
export function refreshWaiting(client: QueryClient) {
  const latest = new Map<string, EventView>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  const flush = async () => {
    timer = undefined;
    busy = true;
    const events = [...latest.values()];
    latest.clear();
    const changes = new Map<string, RunSummary | null>(events.map(({ run_id }) => [run_id, null]));
    const ids = events.filter(mayHaveRow).map(({ run_id }) => run_id);
    try {
      for (let from = 0; from < ids.length; from += most) {
        const page = await listRuns({ ids: ids.slice(from, from + most).join(","), limit: most });
        for (const run of page.data) changes.set(run.run_id, hasPlace(run) ? run : null);
      }
      patchWaiting(client, changes);
    } catch {
      // What cannot be patched is loaded anew.
      void client.invalidateQueries({ queryKey: keys.waiting });
    } finally {
      busy = false;
      if (latest.size > 0) schedule();
    }
  };
  // One after the other: an answer that is on its way must not overtake a later one.
  const schedule = () => {
    if (!busy && timer === undefined) timer = setTimeout(() => void flush(), gatherMs);
  };

  return (event: EventView) => {
    if (client.getQueryData(keys.waiting) === undefined && !client.isFetching({ queryKey: keys.waiting }))
      return;
    latest.set(event.run_id, event);
    schedule();
  };
}
