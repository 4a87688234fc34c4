import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** A remark for whoever reads the run later; it decides nothing. */
export function useComment(runId: string) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, string>({
    mutationFn: (message) =>
      call("POST /api/hitl/runs/{id}/comments", { params: { id: runId }, body: { message } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.run(runId) }),
  });
}
