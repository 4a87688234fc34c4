import type { Decision } from "@/lib/contracts/parts";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { placeOf } from "@/lib/core/transition";
import { countEvents } from "@/lib/store/runs/events";
import { questionOfToken } from "@/lib/store/runs/reviews";
import type { Context } from "../context";

/** Which question a decision says it answers. */
export interface Question {
  approval_token?: string | undefined;
  payload_digest?: string | undefined;
  answer_digest?: string | undefined;
  /** From `If-Match`: the version the client looked at; null accepts any. */
  if_match: number | null;
  /** When the request arrived: nobody can have meant a question that was opened later. */
  received_at: Date;
}

function alreadyDecided(run: RunState, decision: Decision): CodedError {
  const verb = { approve: "approved", edit: "edited", reject: "rejected", retry: "retried" }[decision.action];
  return new CodedError(
    "already_decided",
    `${decision.actor.name} ${verb} this at ${decision.at}, before your decision arrived`,
    { decision, current_state: placeOf(run) },
  );
}

/** The decision that answered an earlier question of this run, by its token. */
async function earlierAnswer(context: Context, run: RunState, token: string): Promise<Decision | null> {
  const review = await questionOfToken(context.db.prisma, run.run_id, token);
  if (!review?.decision || review.decision.undoneAt) return null;
  const { at } = review.decision;
  return run.decisions.find((one) => one.at === at.toISOString() && one.step === review.step) ?? null;
}

/**
 * Sees to it that a decision answers the question that is open now (law 2).
 *
 * @throws CodedError `already_decided` with the winning decision when somebody was first, `stale_review` when the
 *   token, digest or version is not the open question's, `invalid_state` when nothing is being asked
 */
export async function checkQuestion(context: Context, run: RunState, asked: Question): Promise<void> {
  const { review, last_review } = run;
  const winner = last_review?.decision ?? null;
  const { approval_token } = asked;
  if (approval_token !== undefined && approval_token !== review?.approval_token) {
    const answer = await earlierAnswer(context, run, approval_token);
    if (answer) throw alreadyDecided(run, answer);
    if (review)
      throw new CodedError(
        "stale_review",
        "The approval token is not the open question's; load the run again",
      );
  }
  if (!review) {
    if (winner) throw alreadyDecided(run, winner);
    throw new CodedError("invalid_state", `The run is ${run.status} and is not waiting for anybody`, {
      current_state: placeOf(run),
    });
  }
  if (approval_token === undefined && winner && asked.received_at <= new Date(review.opened_at)) {
    if (!winner.undone) throw alreadyDecided(run, winner);
    throw new CodedError(
      "stale_review",
      "This is asked again since you sent your decision; load the run again",
    );
  }
  if (asked.payload_digest !== undefined && asked.payload_digest !== run.payload?.digest) {
    throw new CodedError("stale_review", "The payload has changed since; load the run again");
  }
  if (asked.answer_digest !== undefined && asked.answer_digest !== run.response?.digest) {
    throw new CodedError("stale_review", "The answer has changed since; load the run again");
  }
  await checkVersion(context, run, asked);
}

/** What moves nothing that is decided: claims, which are a courtesy, and what others have approved so far. */
const besides = ["claimed", "released", "approval"] as const;

/** True when nothing else happened since a version. */
async function onlyBesidesSince(
  context: Context,
  { run_id, version }: RunState,
  seen: number,
): Promise<boolean> {
  // A version we never had may be larger than a column can hold.
  if (seen > version) return false;
  const passed = await countEvents(context.db.prisma, run_id, {
    after: seen,
    until: version,
    types: besides,
  });
  return passed === version - seen;
}

/** @throws CodedError `stale_review` when the client looked at another version of the run, claims and approvals apart */
export async function checkVersion(
  context: Context,
  run: RunState,
  { if_match }: Pick<Question, "if_match">,
): Promise<void> {
  if (if_match === null || if_match === run.version) return;
  if (await onlyBesidesSince(context, run, if_match)) return;
  throw new CodedError(
    "stale_review",
    `The run is at version ${run.version}, not ${if_match}; load it again`,
  );
}
