import type { CancelBody } from "@/lib/contracts/decide";
import { call } from "./call";
import { useDecision } from "./use-decision";

export function useCancel(id: string) {
  return useDecision(id, "cancel", (body: CancelBody) =>
    call("POST /api/hitl/runs/{id}/cancel", { params: { id }, body }),
  );
}
