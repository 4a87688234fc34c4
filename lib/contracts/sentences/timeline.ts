import { decisionKinds } from "../decision-kinds";
import type { TraceEntry } from "../parts";
import type { Said } from "../said";
import type { Say, Sentence } from "../say";
import type { DecisionAction } from "../words";

interface By {
  name: string;
}

/** What a person added in their own words, or the policy in its own. */
const because = (reason: Said | null, say: Say) => (reason === null ? "" : `: ${say(reason)}`);

/** The entries of a run's log. */
export const timeline = {
  run_created: "Run created",
  looking_at_request: "Looking at the request",
  request_understood: "The request is understood",
  request_approved: "The request was approved",
  request_edited: "The request was edited and approved",
  edited_request_waits: "The edited request waits for approval",
  building_payload: "Building the payload",
  example_payload: "The model's example",
  payload_proposed: "Payload proposed",
  payload_fixed: ({ changes }: { changes: Said[] }, say: Say) =>
    `Payload fixed: ${changes.map(say).join(" ")}`,
  payload_edited: "Payload edited",
  payload_of_request: "Payload edited in the request",
  payload_of_parent: "Payload taken over from the run this was made from",
  payload_built: "Payload built",
  older_path: "Taken on the older path: nobody reviews it",
  payload_passed: "Payload passed by policy",
  payload_approved: "Payload approved",
  payload_edit_approved: "Payload edited and approved",
  calling: "Calling the provider",
  attempt_prepared: ({ number }: { number: number }) => `Attempt ${number} is prepared`,
  sending: "Sending the call",
  looking_up: "Looking the call up at the provider",
  not_there_yet: "The call is not at the provider, or not yet; it is looked up again",
  adopted: ({ id }: { id: string }) => `Call ${id} is adopted`,
  accepted: "The provider accepted the call",
  progress: ({ percent }: { percent: number }) => `The provider is at ${percent} %`,
  tried_again: ({ why, seconds }: { why: Said; seconds: number }, say: Say) =>
    `${say(why)}; trying again in ${seconds} s`,
  sent_again: "The provider never got the call; it is sent again",
  held_back: ({ why }: { why: Said }, say: Say) => `Held back: ${say(why)}`,
  look_told_nothing: ({ why }: { why: Said }, say: Say) => `Looking at the call told nothing: ${say(why)}`,
  told_again: "The provider tells of the call again",
  has_place_again: "The call has a place again",
  call_succeeded: "The call succeeded",
  call_succeeded_for: ({ amount }: { amount: number }) =>
    `The call succeeded; by what the provider counted it cost $${amount}`,
  provider_answered: "The provider answered",
  checking_answer: "Checking the answer",
  answer_passed: "Answer passed by policy",
  answer_as_it_came: "Answer given as it came",
  answer_approved: "Answer approved",
  answer_edited: "Answer edited and approved",
  run_completed: "Run completed",
  decided: ({ name, action, message }: By & { action: DecisionAction; message: Said | null }, say: Say) =>
    `${name} ${decisionKinds[action].logged}${because(message, say)}`,
  decided_alone: (
    { name, action, message }: By & { action: DecisionAction; message: Said | null },
    say: Say,
  ) =>
    `${name} ${decisionKinds[action].logged} without the approvals that are demanded${because(message, say)}`,
  carried_out: ({ name }: By) => `${name}'s decision is carried out`,
  taken_back: ({ name, reason }: By & { reason: Said | null }, say: Say) =>
    `${name} took the decision back${because(reason, say)}`,
  approval_taken_back: ({ name, reason }: By & { reason: Said | null }, say: Say) =>
    `${name} took their approval back${because(reason, say)}`,
  claimed: ({ name }: By) => `${name} claimed the run`,
  offered: ({ name, group }: By & { group: string }) => `It is ${name}'s turn in ${group}`,
  /** The same for whoever is not told of groups. */
  offered_to_somebody: "The run is offered to a reviewer",
  given_back: ({ name }: By) => `${name} gave the claim back`,
  rejected: ({ reason }: { reason: Said | null }, say: Say) => `Rejected${because(reason, say)}`,
  cancelled: ({ name, reason }: By & { reason: Said | null }, say: Say) =>
    `${name} cancelled${because(reason, say)}`,
  nobody_answered: "Nobody answered in time",
  /** In place of a sentence whose values were erased. */
  erased: "Erased",
  documents_erased: "Prompt, payloads, answers and files were erased",
  timeout_rejects: "Nobody answered in time, and the policy says reject",
  timeout_approves: "Nobody answered in time, and the policy says approve",
  escalated: "Escalated: nobody answered in time",
  /** A rule of the policy that asks. */
  rule: ({ reason }: TraceEntry) => reason,
  several: ({ sentences }: { sentences: Said[] }, say: Say) => sentences.map(say).join("; "),
} as const satisfies Record<string, Sentence>;
