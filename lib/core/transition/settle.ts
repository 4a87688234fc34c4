import type { Decision } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import type { DecisionAction } from "@/lib/contracts/words";
import type { Answer } from "../commands";
import {
  atPresent,
  countedFor,
  countsAlone,
  dutiesAt,
  editorsOf,
  givenFor,
  signingAt,
  wordOf,
} from "../duties";
import { CodedError } from "../errors";
import type { DecisionMade } from "../events";
import type {
  Assessment,
  Consequence,
  HeldDecision,
  KeptAnswer,
  OpenReview,
  Question,
  RunState,
  Signing,
  Standing,
} from "../state";
import type { Draft } from "./draft";
import { follow } from "./forward";
import { askedSince, openReview } from "./review";
import { demandNoOverspending, keepApproval, signIfMay } from "./sign";

/** The question that is open. @throws CodedError `invalid_state` when none is */
export function openOf(run: RunState): OpenReview {
  if (!run.review) throw new CodedError("invalid_state", "No review is open");
  return run.review;
}

/** Why the open review was opened. */
export function reasonsIn(run: RunState): (Said | string)[] {
  const { reasons, reasons_said } = openOf(run);
  return reasons_said ?? reasons;
}

/** What the run stands by now. */
export function standingOf(run: RunState): Standing {
  const { payload, cost, likeness } = run;
  return { payload, cost, likeness, editors: editorsOf(run) };
}

type Rest = Partial<Omit<DecisionMade, "decision" | "review_id" | "held" | "editor">> & {
  digest?: string | null;
  /** Whether it changed what goes on. */
  edits?: true;
  /** What was signed, where that needed approvals. */
  signed?: Signing;
  break_glass?: true | undefined;
};

/** All who approved what a decision carries out. */
function approvalsIn(
  run: RunState,
  answer: Answer,
  signed: Signing | undefined,
): Pick<Decision, "approvals"> {
  const given = signed ? givenFor(atPresent(run, answer), signed) : [];
  if (given.length === 0) return {};
  return { approvals: given.map(wordOf) };
}

/** Writes the decision: it closes its review, so that no second one can answer it (law 2). */
function decide(
  draft: Draft,
  action: DecisionAction,
  answer: Answer,
  rest: Rest,
  held: HeldDecision | null = null,
): void {
  const review = openOf(draft.run);
  // An answer is of the payload that was called, whatever was proposed for another try since.
  const about = review.step === "response_review" ? draft.run.attempt : draft.run.payload;
  const { digest = about?.digest ?? null, acknowledged = false, ...more } = rest;
  const { edits, signed, break_glass, ...changed } = more;
  const decision: Decision = {
    action,
    step: review.step,
    actor: answer.by,
    on_behalf_of: answer.on_behalf_of,
    message: answer.message,
    ...(answer.says && { said: answer.says }),
    payload_digest: digest,
    at: draft.now,
    ...(answer.made && { made: answer.made }),
    ...approvalsIn(draft.run, answer, signed),
    ...(answer.over_budget && { over_budget: answer.over_budget }),
    ...(break_glass && { break_glass }),
  };
  const message = answer.message ? (answer.says ?? quoted(answer.message)) : null;
  draft.emit("decision", {
    status: "running",
    says: said(break_glass ? "decided_alone" : "decided", { name: answer.by.name, action, message }),
    data: {
      review_id: review.id,
      decision,
      acknowledged,
      ...(edits && { editor: countedFor(answer).person }),
      held,
      ...changed,
    },
  });
}

/** What is asked again where nothing was edited: the word of whoever takes theirs back is gone, that of others stays. */
export function sameQuestion(run: RunState, answer: Answer): Question {
  const { step, digest, approvals = [], kept_answer } = openOf(atPresent(run, answer));
  const { person } = countedFor(answer);
  const kept = approvals.filter((one) => one.person !== person);
  return {
    step,
    digest,
    reasons: reasonsIn(run),
    assessment: null,
    kept_answer,
    ...(kept.length > 0 && { approvals: kept }),
  };
}

/**
 * Decides, and carries the decision out: at once, or, where it may be taken back for a while, by a job that is
 * enqueued with it (law 4).
 * @param again what is asked again if it is taken back; the same as before unless the decision edited something
 */
export function settle(
  draft: Draft,
  action: DecisionAction,
  answer: Answer,
  next: Consequence,
  { again, ...rest }: Rest & { again?: Question } = {},
): void {
  const open = openOf(draft.run);
  const { id: review_id, priority, expires_at, kept_answer } = open;
  const seconds = answer.undo_seconds ?? 0;
  if (seconds === 0) {
    decide(draft, action, answer, rest);
    follow(draft, next);
    return;
  }
  const until = new Date(Date.parse(draft.now) + seconds * 1000).toISOString();
  const question = again ?? sameQuestion(draft.run, answer);
  decide(draft, action, answer, rest, {
    review_id,
    action,
    by: answer.by,
    until,
    next,
    again: { ...question, kept_answer, priority, expires_at, asked_at: askedSince(open) },
  });
  draft.effects.push({ kind: "carry_out", review_id, at: until });
}

/** Decides, and asks anew: after an edit whatever was approved before is void. */
export function askAnew(
  draft: Draft,
  action: DecisionAction,
  answer: Answer,
  again: Question,
  rest: Rest,
): void {
  const open = openOf(draft.run);
  decide(draft, action, answer, rest);
  const same = { kept_answer: open.kept_answer, asked_at: askedSince(open) };
  openReview(draft, { ...again, ...(again.step === open.step && same) });
}

/**
 * Declines another try, and asks about the answer that it would have replaced: the payload that was called is the run's
 * again, so that what is seen beside the answer is what is signed (law 11).
 */
export function keepAnswer(draft: Draft, answer: Answer, kept: KeptAnswer): void {
  const { digest, reasons, issues, standing } = kept;
  decide(draft, "reject", answer, {});
  const assessment: Assessment = { issues, trace: [] };
  openReview(draft, { step: "response_review", digest, reasons, assessment, standing });
}

/**
 * Lets an edit go ahead with whoever made it. Where that takes others it is saved and asked about, and the editor's own
 * approval is kept where they may give one.
 */
export function settleEdit(
  draft: Draft,
  action: "edit" | "retry",
  answer: Answer & { break_glass?: boolean },
  next: Consequence,
  { again, ...rest }: Rest & { again: Question },
): void {
  const { policy = rest.assessment?.policy ?? draft.run.policy } = again.assessment ?? {};
  const at = signingAt(draft.run);
  const signed: Signing = {
    ...at,
    action: action === "retry" ? action : at.action,
    digest: rest.digest ?? again.digest,
  };
  const alone = countsAlone(draft.run, answer, policy);
  if (alone || answer.break_glass) {
    const duties = alone ? dutiesAt(atPresent(draft.run, answer), signed, policy) : null;
    if (duties) keepApproval(draft, answer, signed, duties);
    settle(draft, action, answer, next, {
      ...rest,
      again,
      edits: true,
      ...(alone ? { signed } : { break_glass: true }),
    });
    return;
  }
  demandNoOverspending(answer);
  // Another try is asked about where it would be made: its payload is what the others have to see.
  const retried: Question = {
    step: "api_call",
    digest: rest.digest ?? null,
    reasons: [said("retry_waits")],
    assessment: null,
    ...(again.step === "response_review" && {
      kept_answer: {
        digest: again.digest,
        reasons: again.reasons,
        issues: again.assessment?.issues ?? [],
        standing: again.standing,
      },
    }),
  };
  askAnew(draft, action, answer, action === "retry" ? retried : again, { ...rest, edits: true });
  signIfMay(draft, answer, signingAt(draft.run));
}
