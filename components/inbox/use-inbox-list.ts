import { useCallback, useMemo, useState } from "react";
import { useWholeWaiting } from "@/components/api/waiting-runs";
import { useNow } from "@/components/hooks/use-now";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import { arrange, type InboxView } from "./arrange";
import { type Entry, fold, type Group, groupOf } from "./fold";
import { useSteadyList } from "./use-steady-list";

const none: ReadonlySet<string> = new Set();

/** The rows of the inbox: what waits, filtered, in order, steady under the reader, and folded where it is alike. */
export function useInboxList(view: InboxView, myId: string) {
  const connection = useConnection();
  const { data, error, refetch } = useWholeWaiting(pollInterval(connection));
  const [opened, setOpened] = useState<ReadonlySet<string>>(none);
  // Only what comes to a group later has to do with the clock.
  const clock = useNow(15);
  const now = view.claimed === "groups" ? clock : 0;
  const fresh = useMemo(() => arrange(data?.runs ?? [], view, myId, now), [data, view, myId, now]);
  // Until everything is loaded there is no order to keep.
  const { shown, held, showAll } = useSteadyList(fresh, `${JSON.stringify(view)} ${data?.next === null}`);
  const entries = useMemo(
    (): Entry[] =>
      view.folded ? fold(shown, opened) : shown.map((run) => ({ kind: "run", run, inGroup: false })),
    [shown, opened, view.folded],
  );
  const openGroup = useCallback(({ runs, open }: Group, wanted = !open) => {
    setOpened((before) => {
      const next = new Set(before);
      for (const { run_id } of runs) {
        if (wanted) next.add(run_id);
        else next.delete(run_id);
      }
      return next;
    });
  }, []);
  return { all: data?.runs, error, refetch, shown, held, showAll, entries, openGroup };
}

/** Which entry a run is, or is folded into; -1 when it is none. */
export function indexOf(entries: Entry[], runId: string | null): number {
  const own = entries.findIndex((entry) => entry.kind === "run" && entry.run.run_id === runId);
  if (own >= 0 || runId === null) return own;
  const group = groupOf(entries, runId);
  return group ? entries.indexOf(group) : -1;
}
