import type { CancelBody } from "@/lib/contracts/decide";
import { useDecision } from "./use-decision";

export function useCancel(runId: string) {
  return useDecision<CancelBody>(runId, "cancel");
}
