import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { keys } from "./keys";

/** Every version of a run's payload, oldest first. */
export function useRevisions(runId: string) {
  return useQuery({
    queryKey: keys.revisions(runId),
    queryFn: async ({ signal }) =>
      (await call("GET /api/hitl/runs/{id}/revisions", { params: { id: runId }, signal })).data,
  });
}

/** One version, compared with another one if asked; it never changes, so it is asked for once. */
export function useRevision(runId: string, number: number | null, from?: number) {
  return useQuery({
    queryKey: keys.revision(runId, number ?? 0, from),
    queryFn:
      number === null
        ? skipToken
        : ({ signal }) =>
            call("GET /api/hitl/runs/{id}/revisions/{number}", {
              params: { id: runId, number },
              query: { diff_from: from },
              signal,
            }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}
