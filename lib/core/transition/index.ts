import type { Actor } from "@/lib/contracts/parts";
import type { Command, CommandOf } from "../commands";
import { CodedError } from "../errors";
import { isLegal } from "../legal";
import { systemActor } from "../principal";
import type { RunState } from "../state";
import { onInformation, onPayload, onResponse } from "./assess";
import {
  onAbsence,
  onBegin,
  onDelay,
  onFailed,
  onHandOver,
  onProgress,
  onRefused,
  onRenew,
  onSubmitted,
  onSucceeded,
  onUnknown,
  onWait,
} from "./attempt";
import { onClaim, onOffer, onRelease } from "./claim";
import { decisions } from "./decide";
import { type Draft, draftOn, finish, type Transition } from "./draft";
import { onCancel, onComment, onErase, onExpire, onFail } from "./end";
import { onCarryOut, onTakeApprovalBack, onUndo } from "./held";
import { onAssessOneShot, onSettleOneShot } from "./one-shot";

export { claimAt } from "./claim";
export { createRun } from "./create";
export type { Transition } from "./draft";
export { askedSince } from "./review";

type Handlers = { [Type in Command["type"]]: (draft: Draft, command: CommandOf<Type>) => void };

const handlers = {
  assess_information: onInformation,
  assess_payload: onPayload,
  begin_submission: onBegin,
  renew_lease: onRenew,
  note_absence: onAbsence,
  delay_submission: onDelay,
  record_submission: onSubmitted,
  report_progress: onProgress,
  report_wait: onWait,
  settle_succeeded: onSucceeded,
  settle_failed: onFailed,
  settle_unknown: onUnknown,
  dispatch_refused: onRefused,
  assess_response: onResponse,
  assess_one_shot: onAssessOneShot,
  settle_one_shot: onSettleOneShot,
  ...decisions,
  carry_out: onCarryOut,
  undo: onUndo,
  take_approval_back: onTakeApprovalBack,
  cancel: onCancel,
  expire: onExpire,
  fail: onFail,
  hand_over: onHandOver,
  claim: onClaim,
  offer: onOffer,
  release: onRelease,
  comment: onComment,
  erase: onErase,
} as const satisfies Handlers;

/** Hands a command to the handler of its own type: the lookup pairs them, which the compiler cannot see. */
function carryOut<Type extends Command["type"]>(
  draft: Draft,
  command: CommandOf<Type> & { type: Type },
): void {
  const handler = handlers[command.type] as Handlers[Type];
  handler(draft, command);
}

function actorOfCommand(command: Command): Actor {
  return "by" in command ? command.by : systemActor;
}

/** Where a run is, as a refusal tells it. */
export function placeOf(run: RunState): { status: string; step: string; version: number } {
  return { status: run.status, step: run.step, version: run.version };
}

/**
 * The heart: what one command does to one run. No clock, no I/O, no randomness.
 *
 * @param run the run as its log tells it
 * @param command what somebody or the machine wants
 * @param now ISO 8601, UTC
 * @returns the run after it, the log entries, and the effects to enqueue with them
 * @throws CodedError `invalid_state` when the table does not allow it, `unresolved_issues` when
 *   errors would be approved in silence
 */
export function transition(run: RunState, command: Command, now: string): Transition {
  if (!isLegal(command.type, run)) {
    const held = run.held ? ", where a decision waits to be carried out" : "";
    throw new CodedError(
      "invalid_state",
      `${command.type.replaceAll("_", " ")} is not possible while the run is ${run.status.replace("_", " ")} at ${run.step.replace("_", " ")}${held}`,
      { current_state: placeOf(run) },
    );
  }
  const draft = draftOn(run, actorOfCommand(command), now);
  carryOut(draft, command);
  return finish(draft);
}
