import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import type { CreateRun } from "@/lib/contracts/create-run";
import { call } from "./call";
import { keys } from "./keys";

/** What a run of this body would meet. Stores nothing, so it is asked like a query; null asks nothing. */
export function usePreview(body: CreateRun | null) {
  return useQuery({
    queryKey: keys.preview(body),
    queryFn: body === null ? skipToken : ({ signal }) => call("POST /api/hitl/preview", { body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}
