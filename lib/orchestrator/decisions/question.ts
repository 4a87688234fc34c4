import { decisionKinds, letsOn } from "@/lib/contracts/decision-kinds";
import type { Actor, Decision, Made } from "@/lib/contracts/parts";
import type { DecisionAction, ReviewStep } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { identityOf, type Principal } from "@/lib/core/principal";
import type { OpenReview, RunState } from "@/lib/core/state";
import { placeOf } from "@/lib/core/transition";
import { asksForBinding } from "@/lib/store/decision-settings";
import { countEvents } from "@/lib/store/runs/events";
import { hasApproved, questionOfToken } from "@/lib/store/runs/reviews";
import type { Context } from "../context";
import type { Deciding, Question } from "./deciding";

function alreadyDecided(run: RunState, decision: Decision): CodedError {
  return new CodedError(
    "already_decided",
    `${decision.actor.name} ${decisionKinds[decision.action].done} this at ${decision.at}, before your decision arrived`,
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

interface Word {
  actor: Actor;
  made?: Made | undefined;
}

/** Each word by which somebody let a run go on, at its step, taken back or not. */
function wordsAt({ decisions }: RunState, step?: ReviewStep): Word[] {
  return decisions
    .filter((decision) => step === undefined || decision.step === step)
    .flatMap((decision) => [...(letsOn(decision.action) ? [decision] : []), ...(decision.approvals ?? [])]);
}

const isOf =
  ({ kind, id }: Principal) =>
  ({ actor }: Word) =>
    actor.kind === kind && actor.id === id;

/** Their approvals at earlier questions: one that an edit made void is in its table alone. */
function earlierApprovals(run: RunState, principal: Principal) {
  const { person } = identityOf(principal);
  return { runId: run.run_id, person, besides: run.review?.id ?? "" };
}

/**
 * Whether it names what is asked now. A digest does so at its own step, unless whoever decides has had a word about the
 * same there: asked again about the same bytes, a request that is sent twice would answer what nobody saw.
 */
async function isBound(
  { db }: Context,
  run: RunState,
  review: OpenReview,
  { principal, question }: Deciding,
): Promise<boolean> {
  const { approval_token, if_match, payload_digest, answer_digest } = question;
  if (approval_token !== undefined || if_match !== null) return true;
  const { step, digest } = review;
  const named =
    step === "payload_review" ? payload_digest : step === "response_review" ? answer_digest : undefined;
  if (named === undefined) return false;
  const before = wordsAt(run, step).filter(isOf(principal));
  if (before.some(({ made }) => made === undefined || made.digest === digest)) return false;
  return !(await hasApproved(db.prisma, { ...earlierApprovals(run, principal), digest }));
}

/** Whether they let the run go on before. */
async function hasLetOn({ db }: Context, run: RunState, principal: Principal): Promise<boolean> {
  if (wordsAt(run).some(isOf(principal))) return true;
  return hasApproved(db.prisma, earlierApprovals(run, principal));
}

/**
 * Sees to it that a request that is sent twice does not answer a question that nobody saw (law 11): whoever let the run
 * go on before, or anybody where the organisation wants that, must say what they answer. A rejection lets nothing on.
 * Called once it is known that the question is open; what the step does not take is refused elsewhere.
 *
 * @throws CodedError `binding_required`
 */
export async function demandBinding(
  context: Context,
  run: RunState,
  deciding: Deciding,
  action: DecisionAction,
): Promise<void> {
  const { review } = run;
  if (!review?.actions.includes(action) || (await isBound(context, run, review, deciding))) return;
  const how = "Send its approval_token, or the run's version as If-Match";
  if (await hasLetOn(context, run, deciding.principal))
    throw new CodedError(
      "binding_required",
      `You have decided in this run before, and this may be another question. ${how}.`,
    );
  if (await asksForBinding(context.db.prisma))
    throw new CodedError("binding_required", `A decision must name the question it answers. ${how}.`);
}
