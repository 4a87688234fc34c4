import type { Decision, GivenApproval } from "@/lib/contracts/parts";
import { english, said } from "@/lib/contracts/sentences";
import type { Step } from "@/lib/contracts/words";
import type { RunEvent } from "@/lib/core/events";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";

/** How somebody decided, wherever an entry says it. */
const ofDecisions = ["made"];
/** The same and what an output is; of the answer that is asked about, its digest. */
const ofOutputs = [...ofDecisions, "output_digest", "files", "unreadable", "response"];
const ofAnswers = [...ofOutputs, "digest", "payload_digest"];

/** A value without some members, however deep; itself where it has none of them. */
function without<Value>(value: Value, names: readonly string[]): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => without(item, names));
    // The compiler cannot see that the items are still of their types.
    return items.every((item, at) => item === value[at]) ? value : (items as Value);
  }
  const kept = Object.entries(value).filter(([name, one]) => !names.includes(name) || one === null);
  const inside = kept.map(([name, one]) => [name, without(one, names)] as const);
  const isWhole =
    inside.length === Object.keys(value).length && inside.every(([, one], at) => one === kept[at]?.[1]);
  return isWhole ? value : (Object.fromEntries(inside) as Value);
}

function isAboutAnswer({ step, type, data }: RunEvent): boolean {
  return type === "decision" ? data.decision.step === "response_review" : step === "response_review";
}

/** Approvals without how they were given, and of answers without their digest. */
const approvalsWithout = (step: Step, approvals: GivenApproval[]): GivenApproval[] =>
  approvals
    .map(({ made: _, ...word }) => word)
    .map((word) => (step === "response_review" ? { ...word, payload_digest: null } : word));

/**
 * A decision as a principal is told of it: how it was made (session, what was in view) is for those who review, and so are
 * the digests of answers.
 */
export function decisionTo(principal: Principal, decision: Decision): Decision {
  if (hasRole(principal, "reviewer")) return decision;
  const { made: _, approvals, ...rest } = decision;
  return { ...rest, ...(approvals && { approvals: approvalsWithout(decision.step, approvals) }) };
}

/** The same of the approvals that the open question of a run has. */
export function approvalsTo(
  principal: Principal,
  { step }: Pick<RunState, "step">,
  approvals: GivenApproval[],
): GivenApproval[] {
  return hasRole(principal, "reviewer") ? approvals : approvalsWithout(step, approvals);
}

/** That a run is offered to somebody, without whom and by which group. */
function unnamedOffer(event: Extract<RunEvent, { type: "claimed" }>): RunEvent {
  const says = said("offered_to_somebody");
  const { until } = event.data;
  return { ...event, message: english(says), data: { until, said: says } };
}

/**
 * An entry of the log as a principal is told of it: itself where nothing is kept from them. How somebody decided, whose
 * turn it is in which group, and what an output is (its digest, size and type) is for those who review: of an answer that
 * was released its requester has the answer itself, its digest and its receipt.
 * @param released the entry from which on outputs are told all the same, because they are what was released
 */
export function entryTo(
  principal: Principal,
  event: RunEvent,
  released = Number.POSITIVE_INFINITY,
): RunEvent {
  if (event.type === "claimed" && event.data.offer && !hasRole(principal, "reviewer"))
    return unnamedOffer(event);
  const data = hasRole(principal, "reviewer")
    ? event.data
    : without(event.data, event.seq >= released ? ofDecisions : isAboutAnswer(event) ? ofAnswers : ofOutputs);
  // The compiler cannot see that the data is still that of the entry's type.
  return data === event.data ? event : ({ ...event, data } as RunEvent);
}
