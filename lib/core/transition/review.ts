import { createHash } from "node:crypto";
import type { DecisionAction, ReviewStep } from "@/lib/contracts/words";
import type { Assessment } from "../events";
import type { Draft } from "./draft";

const actionsAt: Record<ReviewStep, DecisionAction[]> = {
  information_review: ["approve", "edit", "reject"],
  payload_review: ["approve", "edit", "reject"],
  api_call: ["retry", "edit", "reject"],
  response_review: ["approve", "edit", "retry", "reject"],
};

interface Question {
  step: ReviewStep;
  /** What the answer will be about. */
  digest: string | null;
  reasons: string[];
  assessment: Assessment | null;
  priority?: number;
}

/**
 * Stops the run for a person. The token is made from the run, the place in its log and the digest, so that it
 * names exactly this question: after any edit there is another question and another token.
 */
export function openReview(draft: Draft, question: Question): void {
  const { run, now } = draft;
  const seq = run.version + 1;
  const name = createHash("sha256").update(`${run.run_id}:${seq}:${question.digest}`).digest("hex");
  const expires = Date.parse(now) + run.policy.timeout_seconds * 1000;
  const review = {
    id: `rev_${name.slice(0, 24)}`,
    step: question.step,
    approval_token: `apt_${name.slice(24, 56)}`,
    digest: question.digest,
    reasons: question.reasons,
    actions: actionsAt[question.step],
    opened_at: now,
    expires_at: new Date(expires).toISOString(),
    priority: question.priority ?? 0,
  };
  draft.emit("awaiting_human", {
    step: question.step,
    status: "awaiting_human",
    message: question.reasons.join("; "),
    data: { review, assessment: question.assessment },
  });
  draft.effects.push({ kind: "expire", review_id: review.id, at: review.expires_at });
}
