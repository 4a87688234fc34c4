import type { UndoBody } from "@/lib/contracts/decide";
import { call } from "./call";

/** Takes a decision back that has not gone out yet. */
export function undoDecision(runId: string, body: UndoBody) {
  return call("POST /api/hitl/runs/{id}/undo", { params: { id: runId }, body });
}
