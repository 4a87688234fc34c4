import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { edgesOf } from "./get-metrics";
import { keys } from "./keys";

/** What the new path would have done with the older path's requests of the last `days`. */
export function useShadowReport(days: number) {
  return useQuery({
    queryKey: keys.shadow(days),
    queryFn: ({ signal }) =>
      call("GET /api/rollout/shadow", { query: edgesOf({ days }, Date.now()), signal }),
    placeholderData: keepPreviousData,
  });
}
