import { actionsAt, decisionActions } from "@/lib/contracts/decision-kinds";
import { reviewSteps } from "@/lib/contracts/word-lists";
import type { DecisionAction, RunStatus, Step } from "@/lib/contracts/words";
import type { Command, PlainDecision } from "./commands";
import type { RunState } from "./state";

type Places = Partial<Record<Step, readonly RunStatus[]>>;

const waitingAt = (...steps: Step[]): Places =>
  Object.fromEntries(steps.map((step) => [step, ["awaiting_human"]]));
const runningAt = (...steps: Step[]): Places => Object.fromEntries(steps.map((step) => [step, ["running"]]));
const alive = ["queued", "running", "awaiting_human"] as const;

/** How a run can end before it is completed, at whichever step it is. */
const early = ["cancelled", "expired", "failed"] as const;

/** Wherever a run can have ended. */
const ended = {
  created: early,
  information_review: early,
  payload_review: early,
  api_call: early,
  response_review: early,
  completed: ["completed"],
} as const satisfies Places;

/** Where a word can be said that moves nothing: wherever a run can be. */
const anywhere = {
  created: ["queued", ...early],
  information_review: [...alive, ...early],
  payload_review: [...alive, ...early],
  api_call: [...alive, ...early],
  response_review: [...alive, ...early],
  completed: ["completed"],
} as const satisfies Places;

/** Wherever it is the machine's turn. */
const machineAtWork = {
  created: ["queued"],
  information_review: ["running"],
  payload_review: ["running"],
  api_call: ["running"],
  response_review: ["running"],
} as const satisfies Places;

const offered = (action: DecisionAction): Places =>
  waitingAt(...reviewSteps.filter((step) => actionsAt[step].some((one) => one === action)));

/** A decision is legal wherever it is offered; an edit is a command for each subject. */
const decisions = Object.fromEntries(
  decisionActions.flatMap((action) => (action === "edit" ? [] : [[action, offered(action)]])),
) as Record<PlainDecision, Places>;

/** Which command is legal at which step and status. What is not here is refused. */
export const legal = {
  assess_information: { created: ["queued"] },
  assess_payload: runningAt("payload_review"),
  begin_submission: runningAt("api_call"),
  renew_lease: runningAt("api_call"),
  note_absence: runningAt("api_call"),
  delay_submission: runningAt("api_call"),
  record_submission: runningAt("api_call"),
  report_progress: runningAt("api_call"),
  report_wait: runningAt("api_call"),
  settle_succeeded: runningAt("api_call"),
  settle_failed: runningAt("api_call"),
  settle_unknown: runningAt("api_call"),
  dispatch_refused: runningAt("api_call"),
  assess_response: runningAt("response_review"),
  assess_one_shot: { created: ["queued"] },
  settle_one_shot: runningAt("api_call"),
  ...decisions,
  edit_request: waitingAt("information_review"),
  edit_payload: waitingAt("payload_review", "api_call"),
  edit_response: waitingAt("response_review"),
  expire: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  carry_out: runningAt("information_review", "payload_review", "api_call", "response_review"),
  undo: runningAt("information_review", "payload_review", "api_call", "response_review"),
  take_approval_back: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  fail: machineAtWork,
  hand_over: machineAtWork,
  cancel: {
    created: alive,
    information_review: alive,
    payload_review: alive,
    api_call: alive,
    response_review: alive,
  },
  claim: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  offer: waitingAt("information_review", "payload_review", "api_call", "response_review"),
  // A claim outlives the question it was made for, so it can be given back after that, too.
  release: anywhere,
  comment: anywhere,
  erase: ended,
} as const satisfies Record<Command["type"], Places>;

/** Whether it needs a held decision or can happen beside one. What is not here waits until none is held. */
const besideHeld: Partial<Record<Command["type"], "only" | "also">> = {
  carry_out: "only",
  undo: "only",
  cancel: "also",
  release: "also",
  comment: "also",
};

/** What nobody is asked about: it can be done to a record of the older path, and never to a run that is reviewed. */
const unasked = new Set<Command["type"]>(["assess_one_shot", "settle_one_shot"]);

/** True when `type` may happen to a run that is where `run` is. */
export function isLegal(
  type: Command["type"],
  { step, status, held, one_shot }: Pick<RunState, "step" | "status" | "held" | "one_shot">,
): boolean {
  if (unasked.has(type) && !one_shot) return false;
  const places: Places = legal[type];
  if (!places[step]?.includes(status)) return false;
  return held ? type in besideHeld : besideHeld[type] !== "only";
}
