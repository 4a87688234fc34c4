import type { Consequence } from "../consequence";
import type { Assessment } from "../events";
import type { RevisionRef } from "../state";
import type { Draft } from "./draft";

/** Leaves the present step behind: no step that was passed is run or asked again (law 6). */
function complete(draft: Draft, assessment: Assessment | null, message: string): void {
  draft.emit("step_completed", { status: "running", message, data: { assessment } });
}

/** From information review to building the payload. */
export function goToPayload(draft: Draft, assessment: Assessment | null, message: string): void {
  complete(draft, assessment, message);
  draft.emit("step_started", {
    step: "payload_review",
    status: "running",
    message: "Building the payload",
    data: {},
  });
  draft.effects.push({ kind: "advance" });
}

/** Prepares one more attempt with exactly the revision that was signed (law 1). */
function goToCall(draft: Draft, signed: RevisionRef): void {
  const number = (draft.run.attempt?.number ?? 0) + 1;
  if (draft.run.step !== "api_call") {
    draft.emit("step_started", {
      step: "api_call",
      status: "running",
      message: "Calling the provider",
      data: {},
    });
  }
  draft.emit("attempt_started", {
    step: "api_call",
    status: "running",
    message: `Attempt ${number} is prepared`,
    data: { number, revision: signed.revision, digest: signed.digest },
  });
  draft.effects.push({ kind: "call", attempt: number });
}

/** Takes a call that was made already, and that somebody found at the provider, for the prepared attempt's own. */
function adoptCall(draft: Draft, provider_id: string): void {
  const { attempt } = draft.run;
  if (!attempt) return;
  const { number, fence } = attempt;
  draft.emit("attempt_progress", {
    message: `Call ${provider_id} is adopted`,
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
  message: string,
): void {
  complete(draft, assessment, message);
  goToCall(draft, signed);
}

/** From the call to looking at its answer. */
export function goToResponse(draft: Draft): void {
  complete(draft, null, "The provider answered");
  draft.emit("step_started", {
    step: "response_review",
    status: "running",
    message: "Checking the answer",
    data: {},
  });
  draft.effects.push({ kind: "advance" });
}

/** Releases the answer: the end everyone hopes for. */
export function releaseAnswer(draft: Draft, assessment: Assessment | null, message: string): void {
  complete(draft, assessment, message);
  draft.emit("run_completed", { step: "completed", status: "completed", message: "Run completed", data: {} });
}

/** Lets a decision have what it leads to. */
export function follow(draft: Draft, next: Consequence): void {
  switch (next.kind) {
    case "build_payload":
      goToPayload(draft, next.assessment, next.message);
      break;
    case "pass_payload":
      passPayload(draft, next.assessment, next.signed, next.message);
      break;
    case "call":
      goToCall(draft, next.signed);
      if (next.adopt !== null) adoptCall(draft, next.adopt);
      break;
    case "release":
      releaseAnswer(draft, next.assessment, next.message);
      break;
    case "reject":
      draft.emit("run_cancelled", {
        status: "cancelled",
        message: next.reason ? `Rejected: ${next.reason}` : "Rejected",
        data: { reason: next.reason, by: "reject" },
      });
      break;
  }
}
