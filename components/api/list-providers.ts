import { useQuery } from "@tanstack/react-query";
import type { ProviderView } from "@/lib/contracts/catalogue";
import type { Page } from "@/lib/contracts/run";
import { keys } from "./keys";
import { request } from "./request";

/** No event tells when a provider is left alone, so it is asked for now and then. */
const lookEvery = 15_000;

export function useProviders() {
  return useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => request<Page<ProviderView>>("/api/hitl/providers", { signal }),
    refetchInterval: lookEvery,
  });
}
