import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RollBack, Rollout } from "@/lib/contracts/rollout";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

export function useRollBack() {
  const client = useQueryClient();
  return useMutation<Rollout, ApiError, RollBack>({
    mutationFn: (body) => request<Rollout>("/api/rollout/rollback", { method: "POST", body }),
    onSuccess: (rollout) => client.setQueryData(keys.rollout, rollout),
  });
}
