import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";
import { rowAfter } from "./row-after";
import { patchWaiting, type Waiting } from "./waiting-runs";

/** Claims the next run that is for whoever asks; null when none is. */
export function useClaimNext() {
  const client = useQueryClient();
  return useMutation<Run | null, ApiError, void>({
    networkMode: "always",
    mutationFn: () => call("POST /api/hitl/runs/next"),
    onSuccess: (run) => {
      if (run === null) return;
      client.setQueryData(keys.run(run.run_id), run);
      const row = client.getQueryData<Waiting>(keys.waiting)?.runs.find((one) => one.run_id === run.run_id);
      if (row) patchWaiting(client, new Map([[run.run_id, rowAfter(row, run)]]));
    },
  });
}
