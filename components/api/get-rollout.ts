import { useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { keys } from "./keys";

/** Another admin may change it at any moment, and no event of a run tells. */
const lookEvery = 15_000;

export function useRollout(enabled: boolean) {
  return useQuery({
    queryKey: keys.rollout,
    queryFn: ({ signal }) => call("GET /api/rollout", { signal }),
    refetchInterval: lookEvery,
    enabled,
  });
}
