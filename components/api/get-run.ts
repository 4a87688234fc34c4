import { useQuery } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import { keys } from "./keys";
import { request } from "./request";

export function getRun(runId: string, signal?: AbortSignal) {
  return request<Run>(`/api/hitl/runs/${encodeURIComponent(runId)}`, { signal });
}

export function useRun(runId: string, refetchInterval: number | false = false) {
  return useQuery({
    queryKey: keys.run(runId),
    queryFn: ({ signal }) => getRun(runId, signal),
    refetchInterval,
  });
}
