import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ChangeRollout, Rollout } from "@/lib/contracts/rollout";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** A refusal fetches anew, because it may mean that somebody else changed the rollout. */
export function useChangeRollout() {
  const client = useQueryClient();
  return useMutation<Rollout, ApiError, ChangeRollout>({
    mutationFn: (body) => call("PUT /api/rollout", { body }),
    onSuccess: (rollout) => client.setQueryData(keys.rollout, rollout),
    onError: () => client.invalidateQueries({ queryKey: keys.rollout }),
  });
}
