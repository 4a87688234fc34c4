import { notify } from "@/components/shell/notify";
import type { Text } from "@/components/text/en";
import type { Run } from "@/lib/contracts/run";
import type { DecisionAction } from "@/lib/contracts/words";
import { offerUndo } from "./offer-undo";
import type { Known } from "./undo-ahead";
import { undoSeconds } from "./undo-seconds";

/** What is said of an approval that others have yet to join; null where the decision was made. */
function waitsForOthers({ status, approvals }: Run, text: Text): string | null {
  if (status !== "awaiting_human" || !approvals) return null;
  return text.decide.approvals.inPart(approvals.given.length, approvals.needed);
}

/** Says that a decision was made, with the way to take it back while it has not gone out. */
export function announceDecision(action: DecisionAction, before: Run, known: Known<Run>, text: Text) {
  const { run_id, approval_token, version } = before;
  const { answer: after, undo } = known;
  if (after.undo_until === null || approval_token === null) {
    notify(waitsForOthers(after, text) ?? text.decide.done[action], "done");
    if (undo) notify(text.undo.tooLate(1, "").trim(), "failed");
  } else
    offerUndo({
      action,
      runs: [{ run_id, approval_token, version }],
      until: Date.now() + undoSeconds * 1000,
      seconds: undoSeconds,
      asked: undo,
    });
}
