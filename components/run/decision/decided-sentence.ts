import type { Text } from "@/components/text/en";
import type { Me } from "@/lib/contracts/catalogue";
import type { Decision } from "@/lib/contracts/parts";

/** `Grace Hopper rejected: "wrong model"`, or `You rejected`: who and what, and why if they said so. */
export function decidedSentence(decision: Decision, me: Pick<Me, "id">, text: Text): string {
  const { action, actor, message, break_glass, over_budget = [] } = decision;
  const did =
    actor.id === me.id ? text.words.youDecided[action] : `${actor.name} ${text.words.decided[action]}`;
  const over = over_budget.map(({ name }) => text.words.quote(name)).join(", ");
  const what = [
    did,
    ...(break_glass ? [text.decide.approvals.without] : []),
    ...(over ? [text.decide.budget.without(over)] : []),
  ].join(", ");
  return message ? `${what}: ${text.words.quote(text.said(message, decision.said))}` : what;
}

/** The last decision of a run that stands; null when none was made, or each was taken back. */
export function lastStanding(decisions: readonly Decision[]): Decision | null {
  return decisions.findLast(({ undone }) => !undone) ?? null;
}

/** True when a decision, as it was told of once, was taken back since. */
export function wasTakenBack({ at, step }: Decision, decisions: readonly Decision[]): boolean {
  return decisions.some((one) => one.at === at && one.step === step && one.undone !== undefined);
}
