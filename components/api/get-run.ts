import { useQueries, useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { claimEndsIn } from "./claims-end";
import { keys } from "./keys";

export function getRun(runId: string, signal?: AbortSignal) {
  return call("GET /api/hitl/runs/{id}", { params: { id: runId }, signal });
}

/** A run; asked for again when the claim on it is over, which nobody tells of. */
export function useRun(runId: string, refetchInterval: number | false = false) {
  return useQuery({
    queryKey: keys.run(runId),
    queryFn: ({ signal }) => getRun(runId, signal),
    refetchInterval: ({ state }) =>
      refetchInterval || claimEndsIn(state.data?.claimed_until ?? null, Date.now()),
  });
}

/** Several runs at once, by their ids, as far as they have come; live events keep them as they keep a single one. */
export function useRuns(runIds: readonly string[]) {
  return useQueries({
    queries: runIds.map((runId) => ({
      queryKey: keys.run(runId),
      queryFn: ({ signal }: { signal: AbortSignal }) => getRun(runId, signal),
    })),
    combine: (answers) => ({
      loaded: new Map(answers.flatMap(({ data }) => (data ? [[data.run_id, data] as const] : []))),
      loading: answers.some(({ isLoading }) => isLoading),
      failed: answers.filter(({ data, isError }) => isError && !data).length,
    }),
  });
}
