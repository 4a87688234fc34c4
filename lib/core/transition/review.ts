import { createHash } from "node:crypto";
import { actionsAt } from "@/lib/contracts/decision-kinds";
import type { Said } from "@/lib/contracts/said";
import { asSaid, english, said } from "@/lib/contracts/sentences";
import type { OpenReview, Question } from "../state";
import type { Draft } from "./draft";

/** Since when a question is asked, however often it was asked again. */
export const askedSince = ({ asked_at, opened_at }: OpenReview) => asked_at ?? opened_at;

interface Opening extends Question {
  priority?: number;
  /** When the time to answer ends, where that is settled already; otherwise it begins now. */
  expires_at?: string;
}

/**
 * Stops the run for a person. The token is made from the run, the place in its log and the digest, so that it
 * names exactly this question: after any edit there is another question and another token.
 */
export function openReview(draft: Draft, question: Opening): void {
  const reasons = question.reasons.map(asSaid);
  const { run, now } = draft;
  const seq = run.version + 1;
  const name = createHash("sha256").update(`${run.run_id}:${seq}:${question.digest}`).digest("hex");
  const { timeout_seconds } = question.assessment?.policy ?? run.policy;
  const fresh = new Date(Date.parse(now) + timeout_seconds * 1000).toISOString();
  const review = {
    id: `rev_${name.slice(0, 24)}`,
    step: question.step,
    approval_token: `apt_${name.slice(24, 56)}`,
    digest: question.digest,
    reasons: reasons.map(english),
    reasons_said: reasons,
    actions: [...actionsAt[question.step]],
    opened_at: now,
    ...(question.asked_at !== undefined && { asked_at: question.asked_at }),
    expires_at: question.expires_at ?? fresh,
    priority: question.priority ?? 0,
    ...(question.kept_answer && { kept_answer: question.kept_answer }),
    ...(question.approvals?.length && { approvals: question.approvals }),
  };
  draft.emit("awaiting_human", {
    step: question.step,
    status: "awaiting_human",
    says: together(reasons),
    data: {
      review,
      assessment: question.assessment,
      ...(question.standing && { standing: question.standing }),
    },
  });
  draft.effects.push({ kind: "expire", review_id: review.id, at: review.expires_at });
}

function together(reasons: Said[]): Said {
  const [only] = reasons;
  return only && reasons.length === 1 ? only : said("several", { sentences: reasons });
}
