import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "./call";
import { keys, type RunFilter } from "./keys";

export function listRuns(filter: RunFilter, cursor?: string, signal?: AbortSignal) {
  return call("GET /api/hitl/runs", { query: { ...filter, cursor }, signal });
}

/** Where a list begins. */
export const firstPage: string | null = null;

/** The runs of a filter, page by page; `newest` where only so many of the newest were looked through for words. */
export function useRuns(filter: RunFilter, refetchInterval: number | false = false) {
  return useInfiniteQuery({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam, signal }) => listRuns(filter, pageParam ?? undefined, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval,
    select: ({ pages }) => ({
      runs: pages.flatMap((page) => page.data),
      newest: pages[0]?.searched_newest ?? null,
    }),
  });
}
