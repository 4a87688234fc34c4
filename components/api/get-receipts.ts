import { useQuery } from "@tanstack/react-query";
import type { Receipts } from "@/lib/contracts/evidence";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** What was committed is signed within a few seconds. */
const soon = 2_000;

/** The receipts of a run; asked for again while some of them are not signed yet. */
export function useReceipts(runId: string, enabled: boolean) {
  return useQuery<Receipts, ApiError>({
    queryKey: keys.receipts(runId),
    queryFn: ({ signal }) => call("GET /api/hitl/runs/{id}/receipts", { params: { id: runId }, signal }),
    refetchInterval: ({ state }) => (state.data?.unsigned ? soon : false),
    enabled,
  });
}
