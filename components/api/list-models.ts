import { useQuery } from "@tanstack/react-query";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { allPages } from "./all-pages";
import { keys } from "./keys";

/** The whole catalogue: it is small enough to search in the browser. */
export function useModels() {
  return useQuery({
    queryKey: keys.models,
    queryFn: ({ signal }) => allPages<ModelSummary>("/api/hitl/models", signal),
    staleTime: 5 * 60_000,
  });
}
