import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

/** A remark for whoever reads the run later; it decides nothing. */
export function useComment(runId: string) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, string>({
    mutationFn: (message) =>
      request<Run>(`/api/hitl/runs/${encodeURIComponent(runId)}/comments`, {
        method: "POST",
        body: { message },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.run(runId) }),
  });
}
