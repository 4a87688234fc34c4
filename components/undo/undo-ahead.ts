import type { ApiError } from "@/components/api/api-error";
import { notify } from "@/components/shell/notify";
import type { Text } from "@/components/text/en";

interface OnItsWay {
  /** Whether it is to be taken back as soon as it is known. */
  undo: boolean;
}

/** Decisions that were sent and are not answered yet, the latest last. */
const onTheirWay: OnItsWay[] = [];

/** Asks to take the latest decision that is still on its way back, once it is known; false when none is on its way. */
export function undoAhead(): boolean {
  const latest = onTheirWay.findLast(({ undo }) => !undo);
  if (latest) latest.undo = true;
  return onTheirWay.length > 0;
}

export interface Known<Answer> {
  answer: Answer;
  /** It was asked to be taken back meanwhile. */
  undo: boolean;
}

/**
 * Waits until a decision is known, and says so when it was to be taken back and was never made.
 * @throws ApiError why it was not made, as it came
 */
export async function untilKnown<Answer>(sent: Promise<Answer>, text: Text): Promise<Known<Answer>> {
  const way: OnItsWay = { undo: false };
  onTheirWay.push(way);
  try {
    const answer = await sent;
    return { answer, undo: way.undo };
  } catch (error) {
    if (way.undo) notify(whyNot(error as ApiError, text), "failed");
    throw error;
  } finally {
    onTheirWay.splice(onTheirWay.indexOf(way), 1);
  }
}

/** Without an answer nobody knows whether it was made. */
function whyNot(error: ApiError, text: Text): string {
  return error.code === "unanswered" ? text.undo.failed(text.problem(error)) : text.undo.notMade;
}
