import { useCallback, useMemo, useState } from "react";
import { useWholeWaiting } from "@/components/api/waiting-runs";
import { useNow } from "@/components/hooks/use-now";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import type { RunSummary } from "@/lib/contracts/run";
import { arrange, type InboxView } from "./arrange";
import { type Entry, fold, type Group, groupOf } from "./fold";

interface Held {
  /** What is on the screen: nothing in it has moved. */
  shown: RunSummary[];
  /** How many would have pushed others down. */
  held: number;
}

/**
 * What to show of a fresh list without moving what one reads: rows that were there stay in their order,
 * newcomers below them come in at once, newcomers between or above them wait to be asked for.
 * @param before the rows that are on the screen
 */
export function holdBack(fresh: RunSummary[], before: readonly RunSummary[]): Held {
  if (before.length === 0 || movesNothing(fresh, before)) return { shown: fresh, held: 0 };
  const known = new Set(before.map((run) => run.run_id));
  const byId = new Map(fresh.map((run) => [run.run_id, run]));
  const kept = before.flatMap(({ run_id }) => byId.get(run_id) ?? []);
  if (kept.length === 0) return { shown: fresh, held: 0 };
  const lastKnown = fresh.findLastIndex((run) => known.has(run.run_id));
  const below = fresh.slice(lastKnown + 1);
  return { shown: [...kept, ...below], held: fresh.length - kept.length - below.length };
}

/** Whether the fresh rows are those from before, some of them gone; told in one pass, for most changes are that. */
function movesNothing(fresh: RunSummary[], before: readonly RunSummary[]): boolean {
  let next = 0;
  for (const { run_id } of before) if (fresh[next]?.run_id === run_id) next += 1;
  return next === fresh.length;
}

/** A list that never moves under the reader: see `holdBack`. A new view, or `showAll`, takes the fresh order. */
function useSteadyList(fresh: RunSummary[], viewKey: string) {
  const [last, setLast] = useState({ fresh, viewKey, shown: fresh, held: 0 });
  let now = last;
  if (last.fresh !== fresh || last.viewKey !== viewKey) {
    const before = last.viewKey === viewKey ? last.shown : [];
    now = { fresh, viewKey, ...holdBack(fresh, before) };
    // Remembered while rendering: what is on the screen now is the order the next list must keep.
    setLast(now);
  }
  return {
    shown: now.shown,
    held: now.held,
    showAll: () => setLast({ fresh, viewKey, shown: fresh, held: 0 }),
  };
}

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
