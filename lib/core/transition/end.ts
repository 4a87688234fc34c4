import type { Said } from "@/lib/contracts/said";
import { asSaid, english, quoted, said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { CodedError } from "../errors";
import { saidOf } from "../failure";
import type { OpenReview } from "../state";
import { onApprove } from "./decide";
import type { Draft } from "./draft";
import { askedSince, openReview } from "./review";

export function onCancel(draft: Draft, command: CommandOf<"cancel">): void {
  const { attempt } = draft.run;
  const { reason, by } = command;
  draft.emit("run_cancelled", {
    status: "cancelled",
    says: said("cancelled", { name: by.name, reason: reason ? quoted(reason) : null }),
    data: { reason, by: "cancel" },
  });
  if (attempt && attempt.phase !== "prepared" && attempt.phase !== "settled") {
    draft.effects.push({ kind: "cancel_call", attempt: attempt.number });
  }
}

/** The machine cannot go on by itself: better an end that someone sees than a run that stands still. */
export function onFail(draft: Draft, { error }: CommandOf<"fail">): void {
  draft.emit("run_failed", { status: "failed", says: saidOf(error), data: { error } });
}

export function onComment(draft: Draft, command: CommandOf<"comment">): void {
  draft.emit("comment", { says: quoted(command.message), data: {} });
}

/** What was said of the run goes, wherever it stands; how it went, by whom and with which digests stays. */
export function onErase(draft: Draft, { rule, not_erasable, intact }: CommandOf<"erase">): void {
  draft.emit("erased", { says: said("documents_erased"), data: { rule, not_erasable, intact } });
  draft.effects.push({ kind: "erase_files" });
}

function expire(draft: Draft, review_id: string): void {
  draft.emit("run_expired", {
    status: "expired",
    says: said("nobody_answered"),
    data: { review_id },
  });
}

const escalated = said("escalated");

const approves = said("timeout_approves");

function approveForNobody(draft: Draft): void {
  onApprove(draft, {
    type: "approve",
    by: draft.by,
    on_behalf_of: null,
    message: english(approves),
    says: approves,
    acknowledge_issues: false,
  });
}

/** Why it was asked at first, however often nobody answered. */
function reasonsBefore({ reasons, reasons_said }: OpenReview): (Said | string)[] {
  const known: (Said | string)[] = reasons_said ?? reasons;
  return known.filter((reason) => english(asSaid(reason)) !== english(escalated));
}

/** The least and the most seconds between two escalations. */
const [soonestEscalation, longestEscalation] = [60, 30 * 24 * 3600];

/** When a question that nobody answered is asked once more: ever later, so that one that nobody ever answers wakes nobody for nothing. */
function nextEscalation(now: string, timeoutSeconds: number, asked: number): string {
  const wait = Math.max(timeoutSeconds, soonestEscalation) * 2 ** Math.min(asked - 1, 30);
  return new Date(Date.parse(now) + Math.min(wait, longestEscalation) * 1000).toISOString();
}

/** Nobody answered in time: what then was settled when the run was created. */
export function onExpire(draft: Draft, command: CommandOf<"expire">): void {
  const { review, policy, issues } = draft.run;
  if (!review || review.id !== command.review_id) {
    throw new CodedError("invalid_state", "That review is not open any more");
  }
  if (Date.parse(draft.now) < Date.parse(review.expires_at)) {
    throw new CodedError("invalid_state", `The review is open until ${review.expires_at}`);
  }
  const flawed = issues.some((issue) => issue.severity === "error");
  switch (policy.on_timeout) {
    case "expire":
      expire(draft, review.id);
      break;
    case "reject":
      draft.emit("run_cancelled", {
        status: "cancelled",
        says: said("timeout_rejects"),
        data: { reason: "Nobody answered in time", by: "timeout" },
      });
      break;
    case "approve":
      // Nobody's silence is one of the approvals that are demanded, or passes a budget.
      if (flawed || command.over_budget || policy.approvals || review.step === "api_call")
        expire(draft, review.id);
      else approveForNobody(draft);
      break;
    case "escalate":
      openReview(draft, {
        step: review.step,
        digest: review.digest,
        reasons: [...reasonsBefore(review), escalated],
        assessment: null,
        approvals: review.approvals,
        kept_answer: review.kept_answer,
        asked_at: askedSince(review),
        priority: review.priority + 1,
        expires_at: nextEscalation(draft.now, policy.timeout_seconds, review.priority + 1),
      });
      break;
  }
}
