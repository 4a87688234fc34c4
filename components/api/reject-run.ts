import type { RejectBody } from "@/lib/contracts/decide";
import { useDecision } from "./use-decision";

export function useReject(runId: string) {
  return useDecision<RejectBody>(runId, "reject");
}
