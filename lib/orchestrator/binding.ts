import type { Actor } from "@/lib/contracts/parts";
import type { DecisionAction } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { OpenReview, RunState } from "@/lib/core/state";
import { asksForBinding } from "@/lib/store/decision-settings";
import type { Context } from "./context";
import type { Deciding } from "./deciding";
import type { Question } from "./question";

/** Whether it names what is asked now: a payload that was called before is no news at a later step. */
function isBound(
  { approval_token, if_match, payload_digest, answer_digest }: Question,
  { step }: OpenReview,
) {
  return (
    approval_token !== undefined ||
    if_match !== null ||
    (step === "payload_review" && payload_digest !== undefined) ||
    (step === "response_review" && answer_digest !== undefined)
  );
}

/** Taken back or not: a request that was sent twice answers the same question twice. */
function hasLetOn({ decisions }: RunState, { kind, id }: Principal): boolean {
  const isThem = ({ actor }: { actor: Actor }) => actor.kind === kind && actor.id === id;
  return decisions.some(
    (decision) => (decision.action !== "reject" && isThem(decision)) || decision.approvals?.some(isThem),
  );
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
  { principal, question }: Deciding,
  action: DecisionAction,
): Promise<void> {
  const { review } = run;
  if (!review?.actions.includes(action) || isBound(question, review)) return;
  const how = "Send its approval_token, or the run's version as If-Match";
  if (hasLetOn(run, principal))
    throw new CodedError(
      "binding_required",
      `You have decided in this run before, and this may be another question. ${how}.`,
    );
  if (await asksForBinding(context.db.prisma))
    throw new CodedError("binding_required", `A decision must name the question it answers. ${how}.`);
}
