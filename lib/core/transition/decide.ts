import type { Decision } from "@/lib/contracts/parts";
import type { DecisionAction } from "@/lib/contracts/words";
import type { Answer, CheckedPayload, CommandOf } from "../commands";
import { CodedError } from "../errors";
import type { Assessment, DecisionMade } from "../events";
import type { OpenReview, RevisionRef, RunState } from "../state";
import { assessPayload, assessRequest, reasonsOf } from "./assess";
import type { Draft } from "./draft";
import { adoptCall, goToCall, goToPayload, passPayload, releaseAnswer } from "./forward";
import { openReview } from "./review";

function openOf(run: RunState): OpenReview {
  if (!run.review) throw new CodedError("invalid_state", "No review is open");
  return run.review;
}

const verbs: Record<DecisionAction, string> = {
  approve: "approved",
  edit: "edited",
  reject: "rejected",
  retry: "asked for another try",
};

/** Writes the decision: it closes its review, so that no second one can answer it (law 2). */
function decide(
  draft: Draft,
  action: DecisionAction,
  answer: Answer,
  rest: Partial<Omit<DecisionMade, "decision" | "review_id">> & { digest?: string | null } = {},
): OpenReview {
  const review = openOf(draft.run);
  const { digest = draft.run.payload?.digest ?? null, acknowledged = false, ...changed } = rest;
  const decision: Decision = {
    action,
    step: review.step,
    actor: answer.by,
    on_behalf_of: answer.on_behalf_of,
    message: answer.message,
    payload_digest: digest,
    at: draft.now,
  };
  const said = answer.message ? `: ${answer.message}` : "";
  draft.emit("decision", {
    status: "running",
    message: `${answer.by.name} ${verbs[action]}${said}`,
    data: { review_id: review.id, decision, acknowledged, ...changed },
  });
  return review;
}

const hasErrors = (issues: { severity: string }[]) => issues.some((issue) => issue.severity === "error");

/** Error issues are edited away, or accepted with a reason that stays in the log. */
function demandAcknowledgement(run: RunState, acknowledged: boolean, message: string | null): void {
  if (!hasErrors(run.issues) || run.step === "information_review") return;
  if (acknowledged && message) return;
  const errors = run.issues.filter((issue) => issue.severity === "error");
  throw new CodedError(
    "unresolved_issues",
    `${errors.length === 1 ? "An error is" : `${errors.length} errors are`} unresolved: edit it away, or approve with acknowledge_issues and a message that says why`,
    { errors: errors.map(({ pointer, issue }) => ({ pointer, message: issue })) },
  );
}

/** The revision the open review is about. */
function signedPayload(run: RunState): RevisionRef {
  if (!run.payload) throw new CodedError("invalid_state", "There is no payload to sign yet");
  return run.payload;
}

export function onApprove(draft: Draft, command: CommandOf<"approve">): void {
  demandAcknowledgement(draft.run, command.acknowledge_issues, command.message);
  const { step } = decide(draft, "approve", command, { acknowledged: command.acknowledge_issues });
  if (step === "information_review") goToPayload(draft, null, "The request was approved");
  else if (step === "payload_review") passPayload(draft, null, signedPayload(draft.run), "Payload approved");
  else releaseAnswer(draft, null, "Answer approved");
}

export function onEditRequest(draft: Draft, command: CommandOf<"edit_request">): void {
  const { prompt, attachments, model, approve, found } = command;
  const assessment = assessRequest(draft.run, found);
  decide(draft, "edit", command, { prompt, attachments, model });
  if (approve) {
    goToPayload(draft, assessment, "The request was edited and approved");
    return;
  }
  const asks = reasonsOf(assessment);
  const reasons = asks.length > 0 ? asks : ["The edited request waits for approval"];
  openReview(draft, { step: "information_review", digest: null, reasons, assessment });
}

/** Saves an edited payload as a revision; later steps build on it (law 5). */
function revise(draft: Draft, { digest, issues, cost }: CheckedPayload): RevisionRef {
  const ref = { revision: draft.run.revisions + 1, digest };
  draft.emit("payload_revised", {
    message: "Payload edited",
    data: { kind: "edit", ...ref, issues, cost, changes: [] },
  });
  return ref;
}

export function onEditPayload(draft: Draft, command: CommandOf<"edit_payload">): void {
  const { payload, approve } = command;
  const assessment: Assessment = assessPayload(draft.run, payload);
  const signed = revise(draft, payload);
  const { step, reasons } = decide(draft, "edit", command, { digest: payload.digest });
  const errors = payload.issues.filter((issue) => issue.severity === "error");
  if (errors.length > 0 || !approve) {
    const why = errors.length > 0 ? errors.map((issue) => issue.issue) : reasons;
    openReview(draft, { step, digest: payload.digest, reasons: why, assessment });
  } else if (step === "api_call") goToCall(draft, signed);
  else passPayload(draft, assessment, signed, "Payload edited and approved");
}

/** Replaces the answer; the model is never called again for that (law 5). */
export function onEditResponse(draft: Draft, command: CommandOf<"edit_response">): void {
  const { digest, issues, approve } = command;
  const response = { revision: draft.run.responses + 1, digest };
  const { reasons } = decide(draft, "edit", command, { response });
  const assessment: Assessment = { issues, trace: [] };
  if (approve && !hasErrors(issues)) releaseAnswer(draft, assessment, "Answer edited and approved");
  else openReview(draft, { step: "response_review", digest, reasons, assessment });
}

export function onReject(draft: Draft, command: CommandOf<"reject">): void {
  decide(draft, "reject", command);
  const reason = command.message;
  draft.emit("run_cancelled", {
    status: "cancelled",
    message: reason ? `Rejected: ${reason}` : "Rejected",
    data: { reason, by: "reject" },
  });
}

export function onRetry(draft: Draft, command: CommandOf<"retry">): void {
  const { payload, adopt } = command;
  if (payload && hasErrors(payload.issues)) {
    throw new CodedError("unresolved_issues", "The edited payload still has errors; nothing was sent", {
      errors: payload.issues.map(({ pointer, issue }) => ({ pointer, message: issue })),
    });
  }
  if (adopt !== null && draft.run.failure?.code !== "unknown_outcome") {
    throw new CodedError("validation_error", "Only a call of unknown outcome can be adopted", {
      errors: [{ pointer: "/adopt", message: "the outcome of the last call is known" }],
    });
  }
  const signed = payload ? revise(draft, payload) : signedPayload(draft.run);
  decide(draft, "retry", command, { digest: signed.digest });
  goToCall(draft, signed);
  if (adopt !== null) adoptCall(draft, adopt);
}
