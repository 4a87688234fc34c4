import type { EditBody } from "@/lib/contracts/decide";
import { call } from "./call";
import { useDecision } from "./use-decision";

/** What a reviewer sends: `approve` may be left to its default. */
export type EditRequest = Omit<EditBody, "approve"> & { approve?: boolean };

export function useEdit(id: string) {
  return useDecision(id, "edit", (body: EditRequest) =>
    call("POST /api/hitl/runs/{id}/edit", { params: { id }, body }),
  );
}
