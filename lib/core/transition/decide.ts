import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { CheckedPayload, CommandOf, DecisionCommand } from "../commands";
import { signingAt } from "../duties";
import { CodedError, refusal } from "../errors";
import type { DecisionMade } from "../events";
import { saidOfIssue } from "../issue";
import type { Assessment, Consequence, Question, RevisionRef, RunState, Signing } from "../state";
import { assessPayload, assessRequest, reasonsOf } from "./assess";
import type { Draft } from "./draft";
import {
  askAnew,
  keepAnswer,
  openOf,
  reasonsIn,
  sameQuestion,
  settle,
  settleEdit,
  standingOf,
} from "./settle";
import { sign } from "./sign";

const hasErrors = (issues: { severity: string }[]) => issues.some((issue) => issue.severity === "error");

function toldAt({ pointer, issue, said: sentence }: Issue) {
  return { pointer, message: issue, ...(sentence && { said: sentence }) };
}

/** Error issues are edited away, or accepted with a reason that stays in the log. */
function demandAcknowledgement(run: RunState, acknowledged: boolean, message: string | null): void {
  if (!hasErrors(run.issues) || run.step === "information_review") return;
  if (acknowledged && message) return;
  const errors = run.issues.filter((issue) => issue.severity === "error");
  throw new CodedError(
    "unresolved_issues",
    `${errors.length === 1 ? "An error is" : `${errors.length} errors are`} unresolved: edit it away, or approve with acknowledge_issues and a message that says why`,
    { errors: errors.map(toldAt) },
  );
}

/** The revision the open review is about. */
function signedPayload(run: RunState): RevisionRef {
  if (!run.payload) throw new CodedError("invalid_state", "There is no payload to sign yet");
  return run.payload;
}

function afterApproval(run: RunState): Consequence {
  const { step } = openOf(run);
  if (step === "information_review")
    return { kind: "build_payload", assessment: null, message: said("request_approved") };
  if (step === "payload_review")
    return {
      kind: "pass_payload",
      assessment: null,
      signed: signedPayload(run),
      message: said("payload_approved"),
    };
  return { kind: "release", assessment: null, message: said("answer_approved") };
}

export function onApprove(draft: Draft, command: CommandOf<"approve">): void {
  const { acknowledge_issues, message } = command;
  demandAcknowledgement(draft.run, acknowledge_issues, message);
  const signed = signingAt(draft.run);
  const outcome = sign(draft, command, signed);
  if (outcome === "waits") return;
  settle(draft, "approve", command, afterApproval(draft.run), {
    acknowledged: acknowledge_issues,
    signed,
    ...(outcome === "glass_broken" && { break_glass: true }),
  });
}

function onEditRequest(draft: Draft, command: CommandOf<"edit_request">): void {
  const { prompt, attachments, model, approve, found } = command;
  const assessment = assessRequest(draft.run, found, model);
  const asks = reasonsOf(assessment);
  const reasons = asks.length > 0 ? asks : [said("edited_request_waits")];
  const again: Question = { step: "information_review", digest: null, reasons, assessment };
  const changed = { prompt, attachments, model };
  if (!approve) {
    askAnew(draft, "edit", command, again, { edits: true, ...changed });
    return;
  }
  const message = said("request_edited");
  const next: Consequence = { kind: "build_payload", assessment, message };
  settleEdit(draft, "edit", command, next, { again, ...changed });
}

/** Saves an edited payload as a revision; later steps build on it (law 5). */
function revise(draft: Draft, { digest, issues, cost, likeness }: CheckedPayload): RevisionRef {
  const ref = { revision: draft.run.revisions + 1, digest };
  draft.emit("payload_revised", {
    says: said("payload_edited"),
    data: { kind: "edit", ...ref, issues, cost, changes: [], likeness },
  });
  return ref;
}

/** A payload that is called again at once is looked at, too: what that tightens holds for all that is asked later. */
function tightening(assessment: Assessment): Pick<DecisionMade, "assessment"> {
  return assessment.policy ? { assessment } : {};
}

function onEditPayload(draft: Draft, command: CommandOf<"edit_payload">): void {
  const { payload, approve } = command;
  const { digest } = payload;
  const assessment: Assessment = assessPayload(draft.run, payload);
  const { step } = openOf(draft.run);
  const reasons = reasonsIn(draft.run);
  const signed = revise(draft, payload);
  const errors = payload.issues.filter((issue) => issue.severity === "error");
  const why = errors.length > 0 ? errors.map(saidOfIssue) : reasons;
  const again: Question = { step, digest, reasons: why, assessment };
  if (errors.length > 0 || !approve) {
    askAnew(draft, "edit", command, again, { edits: true, digest });
    return;
  }
  const next: Consequence =
    step === "api_call"
      ? { kind: "call", signed, adopt: null }
      : { kind: "pass_payload", assessment, signed, message: said("payload_edit_approved") };
  const looked = step === "api_call" ? tightening(assessment) : {};
  // What the decision says of the payload, the question that may follow does not say again.
  const asked = looked.assessment ? { ...again, assessment: null } : again;
  settleEdit(draft, "edit", command, next, { digest, again: asked, ...looked });
}

/** Replaces the answer; the model is never called again for that (law 5). */
function onEditResponse(draft: Draft, command: CommandOf<"edit_response">): void {
  const { digest, issues, approve } = command;
  const response = { revision: draft.run.responses + 1, digest };
  const reasons = reasonsIn(draft.run);
  const assessment: Assessment = { issues, trace: [] };
  const again: Question = { step: "response_review", digest, reasons, assessment };
  if (!approve || hasErrors(issues)) {
    askAnew(draft, "edit", command, again, { edits: true, response });
    return;
  }
  const message = said("answer_edited");
  settleEdit(draft, "edit", command, { kind: "release", assessment, message }, { response, again });
}

function onReject(draft: Draft, command: CommandOf<"reject">): void {
  const { kept_answer } = openOf(draft.run);
  if (kept_answer) keepAnswer(draft, command, kept_answer);
  else settle(draft, "reject", command, { kind: "reject", reason: command.message });
}

function demandNoErrors(issues: Issue[]): void {
  const errors = issues.filter((issue) => issue.severity === "error");
  if (errors.length === 0) return;
  throw new CodedError("unresolved_issues", "The edited payload still has errors; nothing was sent", {
    errors: errors.map(toldAt),
  });
}

/** What a retry that brings no payload runs: the call as it was made, or, when it failed, as it was edited since. */
function calledAgain(run: RunState, adopt: string | null): RevisionRef {
  const { attempt } = run;
  if (attempt && (adopt !== null || run.step === "response_review")) {
    return { revision: attempt.revision, digest: attempt.digest };
  }
  const payload = signedPayload(run);
  // Errors of a payload that was called before were accepted then, with a reason; those of an edit were not.
  if (payload.revision !== attempt?.revision) demandNoErrors(run.issues);
  return payload;
}

function onRetry(draft: Draft, command: CommandOf<"retry">): void {
  const { payload, adopt } = command;
  if (payload) demandNoErrors(payload.issues);
  if (adopt !== null && draft.run.failure?.code !== "unknown_outcome") {
    throw refusal("validation_error", said("nothing_to_adopt"), [
      { pointer: "/adopt", says: said("fault_end_known") },
    ]);
  }
  const { step, digest } = openOf(draft.run);
  const reasons = reasonsIn(draft.run);
  // Asked again about an answer, the issues are the answer's, not those of the payload that was edited meanwhile.
  const assessment: Assessment = { issues: draft.run.issues, trace: [] };
  // Adopting a call sends nothing, and whether it is still free to adopt is known now and not later.
  const answer = adopt === null ? command : { ...command, undo_seconds: 0 };
  if (payload) {
    const looked = tightening(assessPayload(draft.run, payload));
    const standing = standingOf(draft.run);
    const signed = revise(draft, payload);
    const again: Question =
      step === "api_call"
        ? { step, digest: signed.digest, reasons, assessment: null }
        : { step, digest, reasons, assessment, standing };
    const next: Consequence = { kind: "call", signed, adopt };
    settleEdit(draft, "retry", answer, next, { digest: signed.digest, again, ...looked });
    return;
  }
  const signed = calledAgain(draft.run, adopt);
  const signing: Signing = { action: "retry", adopt, digest: signed.digest };
  const outcome = sign(draft, answer, signing);
  if (outcome === "waits") return;
  settle(
    draft,
    "retry",
    answer,
    { kind: "call", signed, adopt },
    {
      digest: signed.digest,
      again: { ...sameQuestion(draft.run, answer), assessment },
      signed: signing,
      ...(outcome === "glass_broken" && { break_glass: true }),
    },
  );
}

/** What each decision does to a run. */
export const decisions = {
  approve: onApprove,
  edit_request: onEditRequest,
  edit_payload: onEditPayload,
  edit_response: onEditResponse,
  reject: onReject,
  retry: onRetry,
} as const satisfies {
  [Type in DecisionCommand["type"]]: (draft: Draft, command: CommandOf<Type>) => void;
};
