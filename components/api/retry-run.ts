import type { RetryBody } from "@/lib/contracts/decide";
import { useDecision } from "./use-decision";

export function useRetry(runId: string) {
  return useDecision<RetryBody>(runId, "retry");
}
