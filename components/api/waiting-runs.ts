import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RunSummary } from "@/lib/contracts/run";
import { nextClaimEnd, withoutEndedClaims } from "./claims-end";
import { keys } from "./keys";
import { listRuns } from "./list-runs";
import { withChanges } from "./with-changes";

/** What waits for a person, as far as it is loaded; live events patch it, and only a gap in them loads it anew. */
export interface Waiting {
  runs: RunSummary[];
  /** Where the rest goes on; null when everything is there. */
  next: string | null;
}

/** The row a run has now, or null when it has left the list. */
export type Changes = ReadonlyMap<string, RunSummary | null>;

const filter = { status: "awaiting_human", sort: "expires_at", limit: 200 } as const;

/** Loads under way: each is told what changes meanwhile, for its pages may be older than that. */
const underWay = new Set<Map<string, RunSummary | null>>();

/** Brings changed rows into the list, wherever it is shown. */
export function patchWaiting(client: QueryClient, changes: Changes) {
  for (const changed of underWay) for (const [id, run] of changes) changed.set(id, run);
  client.setQueryData<Waiting>(
    keys.waiting,
    (there) => there && { ...there, runs: withChanges(there.runs, changes) },
  );
}

async function load(begin: Waiting | null, whole: boolean, signal?: AbortSignal): Promise<Waiting> {
  const changed = new Map<string, RunSummary | null>();
  underWay.add(changed);
  try {
    const runs = [...(begin?.runs ?? [])];
    let cursor = begin?.next ?? undefined;
    do {
      const page = await listRuns(filter, cursor, signal);
      runs.push(...page.data);
      cursor = page.next_cursor ?? undefined;
    } while (whole && cursor);
    return { runs: withChanges(runs, changed), next: cursor ?? null };
  } finally {
    underWay.delete(changed);
  }
}

/** What waits for a person, the next due first: one page of it, or as much as was there before. */
export function useWaiting(refetchInterval: number | false = false) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.waiting,
    queryFn: ({ signal }) => {
      const there = client.getQueryData<Waiting>(keys.waiting);
      return load(null, there?.next === null, signal);
    },
    refetchInterval,
    staleTime: Number.POSITIVE_INFINITY,
    // Thousands of rows are not compared one by one when one of them changes.
    structuralSharing: false,
  });
}

/** Nobody tells when a claim is over: the rows stop naming it by the clock. */
function useClaimsEnd(client: QueryClient, runs: RunSummary[] | undefined) {
  useEffect(() => {
    const end = nextClaimEnd(runs ?? []);
    if (!runs || end === null) return;
    const timer = setTimeout(
      () => patchWaiting(client, withoutEndedClaims(runs, Math.max(end, Date.now()))),
      end - Date.now(),
    );
    return () => clearTimeout(timer);
  }, [client, runs]);
}

/** Loads what the first page left out, in one go, so that filters, groups and the order speak of everything. */
export function useWholeWaiting(refetchInterval: number | false = false) {
  const client = useQueryClient();
  const waiting = useWaiting(refetchInterval);
  const next = waiting.data?.next ?? null;
  useClaimsEnd(client, waiting.data?.runs);
  useEffect(() => {
    const begin = client.getQueryData<Waiting>(keys.waiting);
    if (next === null || !begin) return;
    const leaving = new AbortController();
    load(begin, true, leaving.signal).then(
      (whole) => leaving.signal.aborted || client.setQueryData(keys.waiting, whole),
      // The first page stays; the next change of the list tries again.
      () => undefined,
    );
    return () => leaving.abort();
  }, [client, next]);
  return waiting;
}
