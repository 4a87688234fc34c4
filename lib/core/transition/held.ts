import { quoted, said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { CodedError } from "../errors";
import type { HeldDecision, RunState } from "../state";
import type { Draft } from "./draft";
import { follow } from "./forward";
import { openReview } from "./review";

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
