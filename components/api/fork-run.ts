import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

/** A new run with the same request and the payload as people left it. */
export function useFork(runId: string) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, void>({
    mutationFn: () =>
      request<Run>(`/api/hitl/runs/${encodeURIComponent(runId)}/fork`, {
        method: "POST",
        body: {},
        headers: { Prefer: "wait=2" },
      }),
    onSuccess: (run) => {
      client.setQueryData(keys.run(run.run_id), run);
      return client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}
