import type { DecisionAction } from "@/lib/contracts/words";
import { upperOf } from "@/lib/core/budgets/budget";
import { CodedError } from "@/lib/core/errors";
import { isFresh } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import type { Deciding } from "./deciding";

/**
 * Sees to it that whoever lets a call go ahead that may cost much, or nobody knows how much, is who signed in, and not
 * somebody at their desk. Keys prove who they are with each request. What an edit costs is known only once it is made,
 * so one that is approved at once counts as unknown.
 *
 * @throws CodedError `confirmation_required`
 */
export function demandConfirmed(
  { confirmation, clock }: Context,
  { review, cost }: RunState,
  { principal }: Deciding,
  action: DecisionAction,
): void {
  const { overUsd, within } = confirmation;
  if (overUsd === null || !review?.actions.includes(action)) return;
  // An answer costs nothing, unless it is asked for again.
  if (review.step === "response_review" && action !== "retry") return;
  const upper = action === "edit" ? null : upperOf(cost);
  if (upper !== null && upper <= overUsd) return;
  if (isFresh(principal, within, clock())) return;
  const much = upper === null ? "an amount that nobody knows yet" : `up to ${upper} US dollars`;
  throw new CodedError(
    "confirmation_required",
    `This may cost ${much}. Prove that it is you (POST /api/me/confirmation with the password or a code), and decide again.`,
  );
}
