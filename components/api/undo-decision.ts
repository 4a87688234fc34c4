import type { UndoBody } from "@/lib/contracts/decide";
import type { Run } from "@/lib/contracts/run";
import { request } from "./request";

/** Takes a decision back that has not gone out yet. */
export function undoDecision(runId: string, body: UndoBody) {
  return request<Run>(`/api/hitl/runs/${encodeURIComponent(runId)}/undo`, { method: "POST", body });
}
