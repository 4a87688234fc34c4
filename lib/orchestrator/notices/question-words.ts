import type { DecisionAction } from "@/lib/contracts/words";
import type { RunState } from "@/lib/core/state";

/** An open or answered question as somebody reads it who is not at the desk. */
export interface QuestionWords {
  isOpen: boolean;
  title: string;
  /** What is asked, while it is: foreign text, to be shown as it is and never as markup. */
  lines: readonly string[];
}

const asks = {
  information_review: "What is wanted of",
  payload_review: "What would be sent to",
  api_call: "What became of a call of",
  response_review: "What came back from",
} as const satisfies Record<NonNullable<RunState["review"]>["step"], string>;

const did = {
  approve: "Approved",
  edit: "Edited",
  reject: "Rejected",
  retry: "Tried again",
} as const satisfies Record<DecisionAction, string>;

/** So many letters of a prompt are told, and so many reasons. */
const [mostLetters, mostReasons] = [300, 3];

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= mostLetters ? text : `${letters.slice(0, mostLetters).join("")}…`;
}

/** How a question ended that is not open any more; its text is told no longer. */
function endOf({ review, last_review, held, status }: RunState, reviewId: string): string {
  if (held?.review_id === reviewId) return `${did[held.action]} by ${held.by.name}`;
  if (last_review?.id === reviewId && last_review.decision) {
    const { action, actor } = last_review.decision;
    return `${did[action]} by ${actor.name}`;
  }
  if (status === "expired") return "Nobody answered in time";
  if (status === "cancelled") return "Cancelled";
  return review === null ? "Answered" : "Asked anew";
}

/**
 * What is said of a question: while it is open what is asked and why, later only how it ended. Nothing of a run whose
 * documents were erased.
 */
export function questionWords(state: RunState, reviewId: string): QuestionWords {
  const { review, model, prompt, cost, erased } = state;
  const name = `${model.provider}:${model.name}`;
  if (review?.id !== reviewId || erased)
    return { isOpen: false, title: `${endOf(state, reviewId)}: ${name}`, lines: [] };
  const reasons = review.reasons.slice(0, mostReasons);
  const costs = cost === null ? [] : [`Estimated cost: ${cost.amount} ${cost.currency}`];
  return {
    isOpen: true,
    title: `${asks[review.step]} ${name}`,
    lines: [shortened(prompt), ...reasons, ...costs],
  };
}
