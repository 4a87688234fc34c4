import { quoted, said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { countedFor } from "../duties";
import { CodedError } from "../errors";
import type { HeldDecision, RunState } from "../state";
import type { Draft } from "./draft";
import { follow } from "./forward";
import { askedSince, openReview } from "./review";
import { openOf, sameQuestion } from "./settle";

function heldBy(run: RunState): HeldDecision {
  if (!run.held) throw new CodedError("invalid_state", "No decision waits to be carried out");
  return run.held;
}

/** The time to take the decision back is over: what it leads to follows, on exactly what was signed (law 1). */
export function onCarryOut(draft: Draft, command: CommandOf<"carry_out">): void {
  const { review_id, until, by, next } = heldBy(draft.run);
  if (review_id !== command.review_id) {
    throw new CodedError("invalid_state", "That decision does not wait to be carried out any more");
  }
  if (Date.parse(draft.now) < Date.parse(until)) {
    throw new CodedError("invalid_state", `The decision may be taken back until ${until}`);
  }
  draft.emit("decision_carried_out", {
    says: said("carried_out", { name: by.name }),
    data: { review_id },
  });
  follow(draft, next);
}

/** Takes a decision back before it is carried out: the same is asked again, until the time it was to be answered by. */
export function onUndo(draft: Draft, command: CommandOf<"undo">): void {
  const { review_id, again } = heldBy(draft.run);
  const { by, reason } = command;
  draft.emit("decision_undone", {
    says: said("taken_back", { name: by.name, reason: reason ? quoted(reason) : null }),
    data: { review_id, reason },
  });
  openReview(draft, again);
}

/**
 * Takes an approval back that was not the last. The same is asked under another name, until the time it was to be
 * answered by: a request of before that is sent twice must not approve it again (law 11).
 * @throws CodedError `invalid_state` for whoever has none here
 */
export function onTakeApprovalBack(draft: Draft, command: CommandOf<"take_approval_back">): void {
  const open = openOf(draft.run);
  const { by, message } = command;
  const { person } = countedFor(command);
  const own = (open.approvals ?? []).find((one) => one.person === person || one.by.id === by.id);
  if (!own) throw new CodedError("invalid_state", `${by.name} has approved nothing here`);
  const again = sameQuestion(draft.run, { ...command, as: { person: own.person, email: null } });
  draft.emit("approval_undone", {
    says: said("approval_taken_back", { name: by.name, reason: message ? quoted(message) : null }),
    data: { review_id: open.id, person: own.person, reason: message },
  });
  const { priority, expires_at } = open;
  openReview(draft, { ...again, priority, expires_at, asked_at: askedSince(open) });
}
