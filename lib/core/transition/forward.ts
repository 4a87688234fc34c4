import type { Said } from "@/lib/contracts/said";
import { asSaid, quoted, said } from "@/lib/contracts/sentences";
import type { Assessment, Consequence, RevisionRef } from "../state";
import type { Draft } from "./draft";

/** Leaves the present step behind: no step that was passed is run or asked again (law 6). */
function complete(draft: Draft, assessment: Assessment | null, says: Said): void {
  draft.emit("step_completed", { status: "running", says, data: { assessment } });
}

/** From information review to building the payload. */
export function goToPayload(draft: Draft, assessment: Assessment | null, says: Said): void {
  complete(draft, assessment, says);
  draft.emit("step_started", {
    step: "payload_review",
    status: "running",
    says: said("building_payload"),
    data: {},
  });
  draft.effects.push({ kind: "advance" });
}

/** Prepares one more attempt with exactly the revision that was signed (law 1). @returns its number */
export function prepareAttempt(draft: Draft, signed: RevisionRef): number {
  const number = (draft.run.attempt?.number ?? 0) + 1;
  if (draft.run.step !== "api_call") {
    draft.emit("step_started", {
      step: "api_call",
      status: "running",
      says: said("calling"),
      data: {},
    });
  }
  draft.emit("attempt_started", {
    step: "api_call",
    status: "running",
    says: said("attempt_prepared", { number }),
    data: { number, revision: signed.revision, digest: signed.digest },
  });
  return number;
}

function goToCall(draft: Draft, signed: RevisionRef): void {
  draft.effects.push({ kind: "call", attempt: prepareAttempt(draft, signed) });
}

/** Takes a call that was made already, and that somebody found at the provider, for the prepared attempt's own. */
function adoptCall(draft: Draft, provider_id: string): void {
  const { attempt } = draft.run;
  if (!attempt) return;
  const { number, fence } = attempt;
  draft.emit("attempt_progress", {
    says: said("adopted", { id: provider_id }),
    data: {
      number,
      phase: "submitted",
      fence: fence + 1,
      lease_until: null,
      provider_id,
      progress: null,
      delayed: false,
    },
  });
}

/** From payload review to the call. */
export function passPayload(
  draft: Draft,
  assessment: Assessment | null,
  signed: RevisionRef,
  says: Said,
): void {
  complete(draft, assessment, says);
  goToCall(draft, signed);
}

/** From the call to its answer. */
export function reachResponse(draft: Draft): void {
  complete(draft, null, said("provider_answered"));
  draft.emit("step_started", {
    step: "response_review",
    status: "running",
    says: said("checking_answer"),
    data: {},
  });
}

/** From the call to looking at its answer. */
export function goToResponse(draft: Draft): void {
  reachResponse(draft);
  draft.effects.push({ kind: "advance" });
}

/** Releases the answer: the end everyone hopes for. */
export function releaseAnswer(draft: Draft, assessment: Assessment | null, says: Said): void {
  complete(draft, assessment, says);
  draft.emit("run_completed", {
    step: "completed",
    status: "completed",
    says: said("run_completed"),
    data: {},
  });
}

/** Lets a decision have what it leads to. */
export function follow(draft: Draft, next: Consequence): void {
  switch (next.kind) {
    case "build_payload":
      goToPayload(draft, next.assessment, asSaid(next.message));
      break;
    case "pass_payload":
      passPayload(draft, next.assessment, next.signed, asSaid(next.message));
      break;
    case "call":
      goToCall(draft, next.signed);
      if (next.adopt !== null) adoptCall(draft, next.adopt);
      break;
    case "release":
      releaseAnswer(draft, next.assessment, asSaid(next.message));
      break;
    case "reject":
      draft.emit("run_cancelled", {
        status: "cancelled",
        says: said("rejected", { reason: next.reason ? quoted(next.reason) : null }),
        data: { reason: next.reason, by: "reject" },
      });
      break;
  }
}
