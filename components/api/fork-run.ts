import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ForkBody } from "@/lib/contracts/decide";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** A new run with the same request and the payload as people left it, with edits on top if there are any. */
export function useFork(runId: string) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, NonNullable<ForkBody["edits"]> | undefined>({
    mutationFn: (edits) =>
      call("POST /api/hitl/runs/{id}/fork", {
        params: { id: runId },
        body: edits ? { edits } : {},
        headers: { Prefer: "wait=2" },
      }),
    onSuccess: (run) => {
      client.setQueryData(keys.run(run.run_id), run);
      return client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}
