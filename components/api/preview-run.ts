import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { Preview } from "@/lib/contracts/run";
import { keys } from "./keys";
import { request } from "./request";

/** What a run of this body would meet. Stores nothing, so it is asked like a query; null asks nothing. */
export function usePreview(body: CreateRun | null) {
  return useQuery({
    queryKey: keys.preview(body),
    queryFn: ({ signal }) => request<Preview>("/api/hitl/preview", { method: "POST", body, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}
