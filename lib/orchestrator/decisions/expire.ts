import type { Context } from "../context";
import { perform } from "../perform";

/**
 * Closes a review nobody answered, as its policy's `on_timeout` says.
 * @returns when to come again if it is not over yet, else null
 */
export async function expireReview(context: Context, runId: string, reviewId: string): Promise<Date | null> {
  let again: Date | null = null;
  await perform(context, runId, ({ state }, now) => {
    again = null;
    if (state.review?.id !== reviewId) return null;
    const due = new Date(state.review.expires_at);
    if (due > now) {
      again = due;
      return null;
    }
    return { command: { type: "expire", review_id: reviewId } };
  });
  return again;
}
