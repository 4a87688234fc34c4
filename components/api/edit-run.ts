import type { EditBody } from "@/lib/contracts/decide";
import { useDecision } from "./use-decision";

/** What a reviewer sends: `approve` may be left to its default. */
export type EditRequest = Omit<EditBody, "approve"> & { approve?: boolean };

export function useEdit(runId: string) {
  return useDecision<EditRequest>(runId, "edit");
}
