import { CodedError } from "@/lib/core/errors";
import { actorOf, hasRole, identityOf, type Principal } from "@/lib/core/principal";
import type { HeldDecision, RunState } from "@/lib/core/state";
import { placeOf } from "@/lib/core/transition";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import type { Deciding } from "./deciding";

/** Why there is nothing to take back. */
function tooLate(run: RunState): CodedError {
  const decision = run.last_review?.decision ?? undefined;
  const why = decision?.undone
    ? `${decision.undone.by.name} took the decision back already`
    : decision
      ? "The decision has been carried out and cannot be taken back any more"
      : "There is no decision to take back";
  return new CodedError("invalid_state", why, {
    current_state: placeOf(run),
    ...(decision && { decision }),
  });
}

function demandOwn(principal: Principal, { by }: HeldDecision): void {
  if ((by.kind === principal.kind && by.id === principal.id) || hasRole(principal, "admin")) return;
  throw new CodedError("forbidden", `Only ${by.name} or an admin can take this decision back`);
}

/** Whether they approved what is open, and were not the last. */
function hasApproved({ review }: RunState, principal: Principal): boolean {
  const { person } = identityOf(principal);
  return (review?.approvals ?? []).some((one) => one.person === person || one.by.id === principal.id);
}

/**
 * Takes a decision back that waits to be carried out, or one's own approval while others are still missing. The run is
 * asked about again, with what was edited and what others approved kept, until the time the first question was to be
 * answered by. Of this and the carrying out, whichever commits first wins.
 *
 * @param body.approval_token names the question that is meant; left out, it is the one that waits
 * @throws CodedError `invalid_state` when nothing waits, `forbidden` for somebody else's, `run_not_found`
 */
export function undoDecision(
  context: Context,
  runId: string,
  { principal, idempotency }: Pick<Deciding, "principal" | "idempotency">,
  body: { reason?: string | undefined; approval_token?: string | undefined },
): Promise<RunState> {
  demandRole(principal, "reviewer");
  const reason = body.reason?.trim() || null;
  return perform(
    context,
    runId,
    ({ state }) => {
      const { held, last_review, review } = state;
      if (
        review &&
        hasApproved(state, principal) &&
        [undefined, review.approval_token].includes(body.approval_token)
      ) {
        const answer = { by: actorOf(principal), as: identityOf(principal), on_behalf_of: null };
        return { command: { type: "take_approval_back", ...answer, message: reason } };
      }
      const meant = body.approval_token ?? last_review?.approval_token;
      if (!held || last_review?.approval_token !== meant) throw tooLate(state);
      demandOwn(principal, held);
      return { command: { type: "undo", by: actorOf(principal), reason } };
    },
    idempotency,
  );
}
