import type { DecideMany } from "@/lib/contracts/decide";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { absenceOf, absenceSentences } from "@/lib/store/absence";
import { damaged, Unreadable } from "@/lib/store/runs/formats";
import { isUnreadable } from "@/lib/store/runs/readable";
import type { Context } from "../context";
import { demandRole } from "../reading/see";
import { approveReview } from "./approve";
import type { Deciding } from "./deciding";
import { rejectReview } from "./reject";
import { undoDecision } from "./undo";

export type OneOfMany = { run_id: string } & ({ run: RunState } | { error: CodedError });

/** What went wrong inside with one run is no reason to keep the outcomes of the others to ourselves. */
function unexpected({ log }: Context, run_id: string, error: unknown): CodedError {
  if (isUnreadable(error)) {
    const { message } = error instanceof Unreadable ? error : damaged(run_id, error);
    return new CodedError("unavailable", message);
  }
  const absence = absenceOf(error);
  if (absence !== null) {
    log.warn(
      { event: "database_unavailable", run_id, absence },
      "The database could not serve a run of a bulk decision",
    );
    return new CodedError("unavailable", absenceSentences[absence]);
  }
  log.error(
    { event: "bulk_decision_failed", run_id, err: error },
    "A run of a bulk decision failed unexpectedly",
  );
  return new CodedError("internal_error", "This was not your fault; look at the run and decide it again.");
}

/**
 * Gives one answer to many questions, each on its own: a run that somebody else decided meanwhile is told apart and
 * stops none of the others.
 *
 * @returns one outcome for each run, in order
 * @throws CodedError `forbidden`
 */
export async function decideMany(
  context: Context,
  principal: Principal,
  receivedAt: Date,
  { action, runs, message, undo_seconds }: DecideMany,
): Promise<OneOfMany[]> {
  demandRole(principal, "reviewer");
  const outcomes: OneOfMany[] = [];
  for (const { run_id, approval_token, seen } of runs) {
    const question = { approval_token, if_match: null, received_at: receivedAt };
    const deciding: Deciding = {
      principal,
      question,
      actor: undefined,
      idempotency: null,
      undo_seconds,
      seen,
      bulk: true,
    };
    const answers = {
      approve: () => approveReview(context, run_id, deciding, { message }),
      reject: () => rejectReview(context, run_id, deciding, { reason: message }),
      undo: () => undoDecision(context, run_id, deciding, { reason: message, approval_token }),
    };
    try {
      outcomes.push({ run_id, run: await answers[action]() });
    } catch (error) {
      outcomes.push({
        run_id,
        error: error instanceof CodedError ? error : unexpected(context, run_id, error),
      });
    }
  }
  return outcomes;
}
