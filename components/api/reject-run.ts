import type { RejectBody } from "@/lib/contracts/decide";
import { call } from "./call";
import { useDecision } from "./use-decision";

export function useReject(id: string) {
  return useDecision(id, "reject", (body: RejectBody) =>
    call("POST /api/hitl/runs/{id}/reject", { params: { id }, body }),
  );
}
