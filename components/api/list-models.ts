import { useQuery } from "@tanstack/react-query";
import { allPages } from "./all-pages";
import { call } from "./call";
import { keys } from "./keys";

/** The whole catalogue: it is small enough to search in the browser. */
export function useModels() {
  return useQuery({
    queryKey: keys.models,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/hitl/models", { query, signal })),
    staleTime: 5 * 60_000,
  });
}
