import { systemActor } from "@/lib/core/principal";
import type { Context } from "../context";
import { perform } from "../perform";

/**
 * Carries a decision out once the time to take it back is over. Does nothing when it was taken back, the run was
 * cancelled, or it was carried out already.
 * @returns when to come again if it is not over yet, else null
 */
export async function carryOutDecision(
  context: Context,
  runId: string,
  reviewId: string,
): Promise<Date | null> {
  let again: Date | null = null;
  await perform(context, runId, ({ state: { held } }, now) => {
    again = null;
    if (held?.review_id !== reviewId) return null;
    const due = new Date(held.until);
    if (due > now) {
      again = due;
      return null;
    }
    return { command: { type: "carry_out", review_id: reviewId } };
  });
  return again;
}

/** Gives a decision that could not be carried out, after every try, back to people: the run must not stand still (law 4). */
export async function giveDecisionBack(
  context: Context,
  runId: string,
  reviewId: string,
  why: string,
): Promise<void> {
  await perform(context, runId, ({ state: { held } }) => {
    if (held?.review_id !== reviewId) return null;
    return {
      command: { type: "undo", by: systemActor, reason: `It could not be carried out: ${why}` },
    };
  });
}
