import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RollBack, Rollout } from "@/lib/contracts/rollout";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

export function useRollBack() {
  const client = useQueryClient();
  return useMutation<Rollout, ApiError, RollBack>({
    mutationFn: (body) => call("POST /api/rollout/rollback", { body }),
    onSuccess: (rollout) => client.setQueryData(keys.rollout, rollout),
  });
}
