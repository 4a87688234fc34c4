import { useQuery } from "@tanstack/react-query";
import { call } from "./call";
import { keys } from "./keys";

/** No event tells when a provider is left alone, so it is asked for now and then. */
const lookEvery = 15_000;

export function useProviders() {
  return useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => call("GET /api/hitl/providers", { signal }),
    refetchInterval: lookEvery,
  });
}
