import { useQuery } from "@tanstack/react-query";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { Page } from "@/lib/contracts/run";
import { keys } from "./keys";
import { query, request } from "./request";

/** The whole catalogue: it is small enough to search in the browser. */
export async function listModels(signal?: AbortSignal): Promise<ModelSummary[]> {
  const models: ModelSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await request<Page<ModelSummary>>(`/api/hitl/models${query({ limit: 200, cursor })}`, {
      signal,
    });
    models.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return models;
}

export function useModels() {
  return useQuery({
    queryKey: keys.models,
    queryFn: ({ signal }) => listModels(signal),
    staleTime: 5 * 60_000,
  });
}
