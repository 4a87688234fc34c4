import type { RunStatus, Step } from "@/lib/contracts/words";
import type { Command } from "./commands";

type Places = Partial<Record<Step, readonly RunStatus[]>>;

const waitingAt = (...steps: Step[]): Places =>
  Object.fromEntries(steps.map((step) => [step, ["awaiting_human"]]));
const runningAt = (step: Step): Places => ({ [step]: ["running"] });
const alive = ["queued", "running", "awaiting_human"] as const;

/** Which command is legal at which step and status. What is not here is refused. */
export const legal = {
  assess_information: { created: ["queued"] },
  assess_payload: runningAt("payload_review"),
  begin_submission: runningAt("api_call"),
  renew_lease: runningAt("api_call"),
  delay_submission: runningAt("api_call"),
  record_submission: runningAt("api_call"),
  report_progress: runningAt("api_call"),
  settle_succeeded: runningAt("api_call"),
  settle_failed: runningAt("api_call"),
  settle_unknown: runningAt("api_call"),
  dispatch_refused: runningAt("api_call"),
  assess_response: runningAt("response_review"),
  approve: waitingAt("information_review", "payload_review", "response_review"),
  edit_request: waitingAt("information_review"),
  edit_payload: waitingAt("payload_review", "api_call"),
  edit_response: waitingAt("response_review"),
  reject: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  retry: waitingAt("api_call", "response_review"),
  expire: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  fail: {
    created: ["queued"],
    information_review: ["running"],
    payload_review: ["running"],
    api_call: ["running"],
    response_review: ["running"],
  },
  cancel: {
    created: alive,
    information_review: alive,
    payload_review: alive,
    api_call: alive,
    response_review: alive,
  },
  comment: {
    created: ["queued", "cancelled"],
    information_review: [...alive, "cancelled", "expired"],
    payload_review: [...alive, "cancelled", "expired"],
    api_call: [...alive, "cancelled", "expired", "failed"],
    response_review: [...alive, "cancelled", "expired"],
    completed: ["completed"],
  },
} as const satisfies Record<Command["type"], Places>;

/** True when `type` may happen to a run that is at `step` with `status`. */
export function isLegal(type: Command["type"], step: Step, status: RunStatus): boolean {
  const places: Places = legal[type];
  return places[step]?.includes(status) ?? false;
}
