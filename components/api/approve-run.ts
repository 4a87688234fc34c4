import type { ApproveBody } from "@/lib/contracts/decide";
import { call } from "./call";
import { useDecision } from "./use-decision";

export function useApprove(id: string) {
  return useDecision(id, "approve", (body: ApproveBody) =>
    call("POST /api/hitl/runs/{id}/approve", { params: { id }, body }),
  );
}
