import { useQuery } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import { claimEndsIn } from "./claims-end";
import { keys } from "./keys";
import { request } from "./request";

export function getRun(runId: string, signal?: AbortSignal) {
  return request<Run>(`/api/hitl/runs/${encodeURIComponent(runId)}`, { signal });
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
