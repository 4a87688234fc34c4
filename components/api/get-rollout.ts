import { useQuery } from "@tanstack/react-query";
import type { Rollout } from "@/lib/contracts/rollout";
import { keys } from "./keys";
import { request } from "./request";

/** Another admin may change it at any moment, and no event of a run tells. */
const lookEvery = 15_000;

export function useRollout(enabled: boolean) {
  return useQuery({
    queryKey: keys.rollout,
    queryFn: ({ signal }) => request<Rollout>("/api/rollout", { signal }),
    refetchInterval: lookEvery,
    enabled,
  });
}
