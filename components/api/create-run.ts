import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { Run } from "@/lib/contracts/run";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

interface NewRun {
  body: CreateRun;
  /** The same for every try of one form, so that a second click makes no second run. */
  idempotencyKey: string;
}

export function useCreateRun() {
  const client = useQueryClient();
  return useMutation<Run, ApiError, NewRun>({
    mutationFn: ({ body, idempotencyKey }) =>
      call("POST /api/hitl/runs", {
        body,
        headers: { "Idempotency-Key": idempotencyKey, Prefer: "wait=2" },
      }),
    onSuccess: (run) => {
      client.setQueryData(keys.run(run.run_id), run);
      return client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}
