import { useQuery } from "@tanstack/react-query";
import type { HealthDetail } from "@/lib/contracts/health";
import { keys } from "./keys";
import { request } from "./request";

/** No event tells how an installation is, so it is asked for while somebody looks. */
const lookEvery = 10_000;

export function useHealth() {
  return useQuery({
    queryKey: keys.health,
    queryFn: ({ signal }) => request<HealthDetail>("/api/health/detail", { signal }),
    refetchInterval: lookEvery,
  });
}
