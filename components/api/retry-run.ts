import type { RetryBody } from "@/lib/contracts/decide";
import { call } from "./call";
import { useDecision } from "./use-decision";

export function useRetry(id: string) {
  return useDecision(id, "retry", (body: RetryBody) =>
    call("POST /api/hitl/runs/{id}/retry", { params: { id }, body }),
  );
}
