import { ApproveBody, CancelBody, DecideMany, EditBody, RejectBody, RetryBody, UndoBody } from "../decide";
import { DecisionOutcome } from "../evidence";
import { Run } from "../run";
import type { DecisionAction } from "../words";
import { type Endpoint, json, pageOf } from "./endpoint";
import { exampleRun, exampleToken } from "./examples";
import { RunParams } from "./params";

const decided = { 200: json(Run, "ETag", "Location", "Preference-Applied") } as const;

/** What every decision about a run's open question has in common. */
const decision = {
  method: "POST",
  role: "reviewer",
  params: RunParams,
  takes: ["If-Match", "Prefer"],
  answers: decided,
} as const;

/** Nobody asks, somebody was first, or the question is another one by now. */
const tooLate = ["run_not_found", "invalid_state", "already_decided", "stale_review"] as const;
/** The same for what lets a run go on, which may have to name what was seen. */
const notBound = [...tooLate, "binding_required"] as const;

export const decisions = {
  approveRun: {
    ...decision,
    path: "/api/hitl/runs/{id}/approve",
    summary: "Approve what the open review is about",
    body: ApproveBody,
    problems: [...notBound, "confirmation_required", "budget_exceeded", "unresolved_issues", "not_eligible"],
    example: { params: exampleRun, body: { approval_token: exampleToken, message: "As the brief says." } },
  },
  editRun: {
    ...decision,
    path: "/api/hitl/runs/{id}/edit",
    summary: "Edit what the open review is about",
    body: EditBody,
    problems: [
      ...notBound,
      "confirmation_required",
      "budget_exceeded",
      "unresolved_issues",
      "provider_error",
    ],
    example: {
      params: exampleRun,
      body: { approval_token: exampleToken, edits: { payload: { num_outputs: 1 } } },
    },
  },
  rejectRun: {
    ...decision,
    path: "/api/hitl/runs/{id}/reject",
    summary: "Reject what the open review is about",
    body: RejectBody,
    problems: tooLate,
    example: { params: exampleRun, body: { approval_token: exampleToken, reason: "A brand is in it." } },
  },
  retryRun: {
    ...decision,
    path: "/api/hitl/runs/{id}/retry",
    summary: "Ask for another attempt",
    body: RetryBody,
    problems: [
      ...notBound,
      "confirmation_required",
      "budget_exceeded",
      "unresolved_issues",
      "not_eligible",
      "provider_error",
    ],
    example: { params: exampleRun, body: { approval_token: exampleToken } },
  },
  undoDecision: {
    ...decision,
    path: "/api/hitl/runs/{id}/undo",
    summary: "Take a decision back that waits to be carried out",
    body: UndoBody,
    takes: ["Prefer"],
    problems: tooLate,
    example: { params: exampleRun, body: { reason: "The wrong row." } },
  },
  cancelRun: {
    ...decision,
    path: "/api/hitl/runs/{id}/cancel",
    summary: "End a run before its time",
    role: "requester",
    body: CancelBody,
    problems: tooLate,
    example: { params: exampleRun, body: { reason: "Not needed any more." } },
  },
  decideMany: {
    method: "POST",
    path: "/api/hitl/decisions",
    summary: "Give one answer to many questions",
    role: "reviewer",
    body: DecideMany,
    answers: { 200: pageOf(DecisionOutcome) },
    example: {
      body: { action: "approve", runs: [{ run_id: exampleRun.id, approval_token: exampleToken }] },
    },
  },
} as const satisfies Record<`${DecisionAction}Run`, Endpoint> & Record<string, Endpoint>;
