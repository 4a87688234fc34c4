import { useInfiniteQuery } from "@tanstack/react-query";
import type { ListAudit } from "@/lib/contracts/audit";
import { call } from "./call";
import { keys } from "./keys";
import { firstPage } from "./list-runs";

export type AuditFilter = Partial<Omit<ListAudit, "cursor" | "limit">>;

/** The entries of a filter, the newest first, page by page. */
export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: keys.audit(filter),
    queryFn: ({ pageParam, signal }) =>
      call("GET /api/audit", { query: { ...filter, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.next_cursor,
    select: (data) => data.pages.flatMap((page) => page.data),
  });
}
