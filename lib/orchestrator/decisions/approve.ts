import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { perform } from "../perform";
import { demandRole } from "../reading/see";
import { demandConfirmed } from "./confirmed";
import { answerOf, type Deciding, glassBroken, overspending } from "./deciding";
import { namingWhoMay, presentIn } from "./eligible";
import { checkQuestion, demandBinding } from "./question";

/**
 * Approves what the open review is about; the run goes on to its next step, or, where more approvals are demanded,
 * waits for them.
 *
 * @param body.over_budget whether an admin goes over a budget that asks, for the reason that `message` gives
 * @param body.break_glass whether an admin goes ahead without them, for the reason that `message` gives
 * @throws CodedError `already_decided`, `stale_review`, `binding_required`, `invalid_state`, `unresolved_issues`, `budget_exceeded`,
 *   `not_eligible`, `validation_error` for a broken glass without a reason, `forbidden`, `run_not_found`
 */
export async function approveReview(
  context: Context,
  runId: string,
  deciding: Deciding,
  body: {
    message?: string | undefined;
    acknowledge_issues?: boolean | undefined;
    break_glass?: boolean | undefined;
    over_budget?: boolean | undefined;
  },
): Promise<RunState> {
  demandRole(deciding.principal, "reviewer");
  const given = {
    acknowledge_issues: body.acknowledge_issues ?? false,
    ...glassBroken(deciding, body),
    ...overspending(deciding, body),
  };
  return namingWhoMay(context, runId, () =>
    perform(
      context,
      runId,
      async ({ state }) => {
        await checkQuestion(context, state, deciding.question);
        await demandBinding(context, state, deciding, "approve");
        demandConfirmed(context, state, deciding, "approve");
        const present = await presentIn(context, state, deciding.principal);
        const answer = { ...given, ...present, ...answerOf(deciding, state, body.message) };
        return { command: { type: "approve", ...answer } };
      },
      deciding.idempotency,
    ),
  );
}
