import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Revision, RevisionDetail } from "@/lib/contracts/evidence";
import type { Page } from "@/lib/contracts/run";
import { keys } from "./keys";
import { query, request } from "./request";

const pathOf = (runId: string) => `/api/hitl/runs/${encodeURIComponent(runId)}/revisions`;

/** Every version of a run's payload, oldest first. */
export function useRevisions(runId: string) {
  return useQuery({
    queryKey: keys.revisions(runId),
    queryFn: async ({ signal }) => (await request<Page<Revision>>(pathOf(runId), { signal })).data,
  });
}

/** One version, compared with another one if asked; it never changes, so it is asked for once. */
export function useRevision(runId: string, number: number | null, from?: number) {
  return useQuery({
    queryKey: keys.revision(runId, number ?? 0, from),
    queryFn: ({ signal }) =>
      request<RevisionDetail>(`${pathOf(runId)}/${number}${query({ diff_from: from })}`, { signal }),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}
