import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { rowAfter } from "./row-after";
import { patchWaiting, type Waiting } from "./waiting-runs";

/**
 * A POST on a run that answers with the run. Nothing is shown as done before the server said so;
 * a refusal refetches, because it means that somebody else moved the run.
 */
export function useDecision<Body>(runId: string, verb: string, send: (body: Body) => Promise<Run>) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, Body>({
    mutationKey: ["decide", runId, verb],
    mutationFn: send,
    onSuccess: (run) => {
      client.setQueryData(keys.run(runId), run);
      const row = client.getQueryData<Waiting>(keys.waiting)?.runs.find((one) => one.run_id === runId);
      if (row) patchWaiting(client, new Map([[runId, rowAfter(row, run)]]));
    },
    onSettled: () => {
      // Once whoever decided has gone on to the next run: only what is still shown then is asked for again.
      setTimeout(() => {
        void client.invalidateQueries({ queryKey: keys.lists });
        void client.invalidateQueries({ queryKey: keys.run(runId) });
      });
    },
  });
}
