import type { ApproveBody } from "@/lib/contracts/decide";
import { useDecision } from "./use-decision";

export function useApprove(runId: string) {
  return useDecision<ApproveBody>(runId, "approve");
}
