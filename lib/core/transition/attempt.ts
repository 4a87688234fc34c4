import type { Issue, RunFailure } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { CodedError } from "../errors";
import type { AttemptFinished, EventData } from "../events";
import { between } from "../evolve";
import { failure, saidOf } from "../failure";
import { saidOfIssue } from "../issue";
import type { AttemptPhase, AttemptState, CallSearch, RunState } from "../state";
import type { Draft } from "./draft";
import { goToResponse } from "./forward";
import { openReview } from "./review";

/**
 * The attempt a command speaks of, when it is still the one in hand. A worker that comes late,
 * or holds an older fence, is refused here: that is what makes at most one of two workers act (law 3).
 */
function inHand(
  run: RunState,
  command: { type: string; attempt: number; fence?: number },
  ...phases: AttemptPhase[]
): AttemptState {
  const { attempt } = run;
  if (!attempt || attempt.number !== command.attempt || attempt.phase === "settled") {
    throw new CodedError("invalid_state", `${command.type}: attempt ${command.attempt} is not in hand`);
  }
  if (phases.length > 0 && !phases.includes(attempt.phase)) {
    throw new CodedError("invalid_state", `${command.type}: attempt ${attempt.number} is ${attempt.phase}`);
  }
  if (command.fence !== undefined && command.fence !== attempt.fence) {
    throw new CodedError("invalid_state", `${command.type}: attempt ${attempt.number} was taken over`);
  }
  return attempt;
}

function progress(
  draft: Draft,
  attempt: AttemptState,
  change: Partial<EventData["attempt_progress"]>,
  says: Said,
): void {
  const { number, phase, fence, lease_until, provider_id } = attempt;
  draft.emit("attempt_progress", {
    says,
    data: { number, phase, fence, lease_until, provider_id, progress: null, delayed: false, ...change },
  });
}

/** Takes the fence: from here until the id is recorded, a crash leaves an unknown outcome. */
export function onBegin(draft: Draft, command: CommandOf<"begin_submission">): void {
  const attempt = inHand(draft.run, command, "prepared");
  const { lease_until, body } = command;
  const change = {
    phase: "submitting",
    fence: attempt.fence + 1,
    lease_until,
    ...(body && { body }),
  } as const;
  progress(draft, attempt, change, said("sending"));
}

/** Takes over an attempt whose worker went away, in order to reconcile it. */
export function onRenew(draft: Draft, command: CommandOf<"renew_lease">): void {
  const attempt = inHand(draft.run, command, "submitting");
  const { lease_until } = command;
  const { looks, answered, absent_at } = searchOf(attempt);
  const search = { looks: looks + 1, answered: command.answered ?? answered, absent_at };
  const change = { fence: attempt.fence + 1, lease_until, search };
  progress(draft, attempt, change, said("looking_up"));
}

/** A look did not find the call; the time until the next counts from here. */
export function onAbsence(draft: Draft, command: CommandOf<"note_absence">): void {
  const attempt = inHand(draft.run, command, "submitting");
  const search = { ...searchOf(attempt), absent_at: draft.now };
  progress(draft, attempt, { search }, said("not_there_yet"));
}

function searchOf({ search }: AttemptState): CallSearch {
  return search ?? { looks: 0, answered: null, absent_at: null };
}

/** The provider surely did not accept, or was not even sent the call: the attempt is prepared and waits its turn. */
export function onDelay(draft: Draft, command: CommandOf<"delay_submission">): void {
  const attempt = inHand(draft.run, command, "prepared", "submitting");
  progress(draft, attempt, { phase: "prepared", lease_until: null, delayed: true }, command.reason);
}

export function onSubmitted(draft: Draft, command: CommandOf<"record_submission">): void {
  const attempt = inHand(draft.run, command, "submitting");
  const { provider_id } = command;
  progress(draft, attempt, { phase: "submitted", lease_until: null, provider_id }, said("accepted"));
}

export function onProgress(draft: Draft, command: CommandOf<"report_progress">): void {
  const attempt = inHand(draft.run, command, "submitted");
  const percent = Math.round(command.progress * 100);
  progress(draft, attempt, { progress: command.progress }, said("progress", { percent }));
}

/** Says what the attempt waits for, or that it waits no more; where it is does not change. */
export function onWait(draft: Draft, command: CommandOf<"report_wait">): void {
  const { held_back_by, fruitless, message } = command;
  progress(draft, inHand(draft.run, command), { held_back_by, fruitless }, message);
}

function settle(draft: Draft, attempt: AttemptState, end: Omit<AttemptFinished, "number">, says: Said): void {
  draft.emit("attempt_finished", { says, data: { number: attempt.number, ...end } });
}

/** The provider's own figure, else the time since the call was sent. */
function durationOf(draft: Draft, attempt: AttemptState, told: number | null): number {
  return told ?? (attempt.submitted_at ? between(attempt.submitted_at, draft.now) : 0);
}

/** Writes down that the provider answered. */
export function settleSuccess(
  draft: Draft,
  command: CommandOf<"settle_succeeded"> | CommandOf<"settle_one_shot">,
): void {
  const attempt = inHand(draft.run, command, "submitted");
  const { provider_id, output_digest, unreadable, billed_usd } = command;
  const provider_ms = durationOf(draft, attempt, command.provider_ms);
  settle(
    draft,
    attempt,
    {
      outcome: "succeeded",
      provider_id,
      output_digest,
      provider_ms,
      error: null,
      ...(unreadable && { unreadable }),
      ...(billed_usd !== undefined && { billed_usd }),
    },
    billed_usd === undefined ? said("call_succeeded") : said("call_succeeded_for", { amount: billed_usd }),
  );
}

export function onSucceeded(draft: Draft, command: CommandOf<"settle_succeeded">): void {
  settleSuccess(draft, command);
  goToResponse(draft);
}

function askAboutCall(draft: Draft, error: RunFailure): void {
  const digest = draft.run.payload?.digest ?? null;
  openReview(draft, { step: "api_call", digest, reasons: [saidOf(error)], assessment: null });
}

export function onFailed(draft: Draft, command: CommandOf<"settle_failed">): void {
  const attempt = inHand(draft.run, command);
  const { provider_id, error, billed_usd, files } = command;
  const provider_ms = durationOf(draft, attempt, command.provider_ms);
  settle(
    draft,
    attempt,
    {
      outcome: "failed",
      provider_id,
      error,
      provider_ms,
      output_digest: command.output_digest ?? null,
      ...(billed_usd !== undefined && { billed_usd }),
      ...(files && { files }),
    },
    saidOf(error),
  );
  if (draft.run.policy.policy === "auto") {
    draft.emit("run_failed", { status: "failed", says: saidOf(error), data: { error } });
  } else askAboutCall(draft, error);
}

/** Nobody can know whether the provider was called, or how it ended: a person decides, whatever the policy (law 3). */
export function onUnknown(draft: Draft, command: CommandOf<"settle_unknown">): void {
  const attempt = inHand(draft.run, command, "submitting", "submitted");
  const { error } = command;
  const { provider_id } = attempt;
  const provider_ms = durationOf(draft, attempt, null);
  settle(
    draft,
    attempt,
    { outcome: "unknown", provider_id, error, provider_ms, output_digest: null },
    saidOf(error),
  );
  askAboutCall(draft, error);
}

const outcomeWhenGivenUp = {
  prepared: "cancelled",
  submitting: "unknown",
  submitted: "failed",
} as const satisfies Record<Exclude<AttemptPhase, "settled">, AttemptFinished["outcome"]>;

/**
 * The machine must not go on by itself: a person is asked, whatever the policy. About the request, as long as there is
 * nothing of the payload to look at, and else about the call, which is where its answer can be asked for again.
 */
export function onHandOver(draft: Draft, { error }: CommandOf<"hand_over">): void {
  const { attempt, step } = draft.run;
  if (step !== "api_call" && step !== "response_review") {
    openReview(draft, {
      step: "information_review",
      digest: null,
      reasons: [saidOf(error)],
      assessment: null,
    });
    return;
  }
  if (attempt && attempt.phase !== "settled") {
    const { phase, provider_id } = attempt;
    const end = { outcome: outcomeWhenGivenUp[phase], provider_id, error, output_digest: null };
    settle(draft, attempt, { ...end, provider_ms: durationOf(draft, attempt, null) }, saidOf(error));
  }
  askAboutCall(draft, error);
}

function withoutRepeats(issues: Issue[]): Issue[] {
  return issues.filter(
    ({ pointer, issue }, index) =>
      issues.findIndex((one) => one.pointer === pointer && one.issue === issue) === index,
  );
}

/** What was signed is not what would run: nothing is sent, a person looks again (law 1). */
export function onRefused(draft: Draft, command: CommandOf<"dispatch_refused">): void {
  const attempt = inHand(draft.run, command, "prepared");
  const { issue, drift } = command;
  const says = saidOfIssue(issue);
  const error = failure("dispatch_refused", says);
  settle(
    draft,
    attempt,
    { outcome: "cancelled", provider_id: null, error, provider_ms: 0, output_digest: null },
    says,
  );
  openReview(draft, {
    step: "payload_review",
    digest: draft.run.payload?.digest ?? null,
    reasons: [says],
    assessment: {
      issues: withoutRepeats([...draft.run.issues, ...(drift?.issues ?? []), issue]),
      trace: [],
      ...(drift && { model: drift.model, model_seen: drift.seen }),
    },
  });
}
