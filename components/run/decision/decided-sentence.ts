import type { Text } from "@/components/text/en";
import type { Decision } from "@/lib/contracts/parts";

/** `Grace Hopper rejected: "wrong model"`: who and what, and why if they said so. */
export function decidedSentence(decision: Decision, text: Text): string {
  const what = `${decision.actor.name} ${text.words.decided[decision.action]}`;
  return decision.message ? `${what}: “${text.said(decision.message, decision.said)}”` : what;
}
