import type { Decision, GivenApproval, Made } from "@/lib/contracts/parts";
import { english, said } from "@/lib/contracts/sentences";
import type { RunEvent } from "@/lib/core/events";
import { hasRole, type Principal } from "@/lib/core/principal";

interface Word {
  made?: Made;
}

const withoutMade = <Of extends Word>({ made: _, ...word }: Of): Omit<Of, "made"> => word;

function wordsWithoutMade<One extends Word>(words: One[] | undefined): { approvals?: Omit<One, "made">[] } {
  return words ? { approvals: words.map(withoutMade) } : {};
}

/** A decision as a principal is told of it: how it was made (session, what was in view) is for those who review. */
export function decisionTo(principal: Principal, decision: Decision): Decision {
  if (hasRole(principal, "reviewer")) return decision;
  const { made: _, approvals, ...rest } = decision;
  return { ...rest, ...wordsWithoutMade(approvals) };
}

/** The same of approvals. */
export function approvalsTo(principal: Principal, approvals: GivenApproval[]): GivenApproval[] {
  return hasRole(principal, "reviewer") ? approvals : approvals.map(withoutMade);
}

function wordsIn(event: RunEvent): Word[] {
  if (event.type === "approval") return [event.data.approval];
  if (event.type === "awaiting_human") return event.data.review.approvals ?? [];
  if (event.type !== "decision") return [];
  const { decision, held } = event.data;
  return [decision, ...(decision.approvals ?? []), ...(held?.again.approvals ?? [])];
}

/** That a run is offered to somebody, without whom and by which group. */
function unnamedOffer(event: Extract<RunEvent, { type: "claimed" }>): RunEvent {
  const says = said("offered_to_somebody");
  const { until } = event.data;
  return { ...event, message: english(says), data: { until, said: says } };
}

/**
 * An entry of the log as a principal is told of it: itself where nothing is kept from them. How somebody decided, and
 * whose turn it is in which group, is for those who review.
 */
export function entryTo(principal: Principal, event: RunEvent): RunEvent {
  if (event.type === "claimed" && event.data.offer && !hasRole(principal, "reviewer"))
    return unnamedOffer(event);
  const data = dataTo(principal, event);
  // The compiler cannot see that the data is still that of the entry's type.
  return data === event.data ? event : ({ ...event, data } as RunEvent);
}

function dataTo(principal: Principal, event: RunEvent): RunEvent["data"] {
  const kept = wordsIn(event).some(({ made }) => made !== undefined);
  if (!kept || hasRole(principal, "reviewer")) return event.data;
  if (event.type === "approval") return { ...event.data, approval: withoutMade(event.data.approval) };
  if (event.type === "awaiting_human") {
    const { approvals, ...review } = event.data.review;
    return { ...event.data, review: { ...review, ...wordsWithoutMade(approvals) } };
  }
  if (event.type !== "decision") return event.data;
  const { decision, held } = event.data;
  return {
    ...event.data,
    decision: decisionTo(principal, decision),
    held: held && { ...held, again: { ...held.again, ...wordsWithoutMade(held.again.approvals) } },
  };
}
