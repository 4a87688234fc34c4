import type { Actor, Made } from "@/lib/contracts/parts";
import type { DecisionAction, ReviewStep } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { identityOf, type Principal } from "@/lib/core/principal";
import type { OpenReview, RunState } from "@/lib/core/state";
import { asksForBinding } from "@/lib/store/decision-settings";
import { hasApproved } from "@/lib/store/runs/reviews";
import type { Context } from "../context";
import type { Deciding } from "./deciding";

interface Word {
  actor: Actor;
  made?: Made | undefined;
}

/** Each word by which somebody let a run go on, at its step, taken back or not. */
function wordsAt({ decisions }: RunState, step?: ReviewStep): Word[] {
  return decisions
    .filter((decision) => step === undefined || decision.step === step)
    .flatMap((decision) => [
      ...(decision.action === "reject" ? [] : [decision]),
      ...(decision.approvals ?? []),
    ]);
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
