import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ShadowReport } from "@/lib/contracts/rollout";
import { edgesOf } from "./get-metrics";
import { keys } from "./keys";
import { query, request } from "./request";

/** What the new path would have done with the older path's requests of the last `days`. */
export function useShadowReport(days: number) {
  return useQuery({
    queryKey: keys.shadow(days),
    queryFn: ({ signal }) =>
      request<ShadowReport>(`/api/rollout/shadow${query(edgesOf({ days }, Date.now()))}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
