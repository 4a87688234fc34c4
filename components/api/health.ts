import { useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { keys } from "./keys";

/** No event tells how an installation is, so it is asked for while somebody looks. */
const lookEvery = 10_000;

export function useHealth() {
  return useQuery({
    queryKey: keys.health,
    queryFn: ({ signal }) => call("GET /api/health/detail", { signal }),
    refetchInterval: lookEvery,
  });
}
