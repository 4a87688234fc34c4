import { printJson } from "@/lib/contracts/json-text";
import { type Problem, type ProblemCode, problemStatus } from "@/lib/contracts/problem";
import type { CodedError } from "@/lib/core/errors";

const titles = {
  validation_error: "The request is not valid",
  unauthenticated: "Sign in, or send an API key",
  budget_exceeded: "There is not so much left of the budget",
  forbidden: "This is not allowed",
  confirmation_required: "Prove first who you are",
  not_eligible: "Somebody else has to decide this",
  run_not_found: "There is no such run",
  not_found: "There is nothing here",
  method_not_allowed: "This address does not take this method",
  conflict: "This contradicts what is already there",
  invalid_state: "The run is not in a state that allows this",
  already_decided: "Somebody decided first",
  idempotency_conflict: "This Idempotency-Key was used for another request",
  stale_review: "The question you answered is no longer the open one",
  binding_required: "Say which question you answer",
  payload_too_large: "The body is too large",
  range_not_satisfiable: "The file has no such part",
  unresolved_issues: "There are unresolved issues",
  no_one_eligible: "Nobody could answer this",
  not_enforced: "This would promise what is not kept yet",
  rate_limit_exceeded: "Too many requests",
  provider_error: "The provider did not answer as it should",
  unavailable: "This is not to be had at the moment",
  internal_error: "Something went wrong on our side",
} as const satisfies Record<ProblemCode, string>;

type Extras = Pick<Problem, "said" | "errors" | "current_state" | "decision" | "budget"> & {
  instance?: string;
  retryAfterSeconds?: number;
};

/** A problem as a value; the code alone decides its status. */
function problemBody(code: ProblemCode, detail: string, extras: Omit<Extras, "retryAfterSeconds">): Problem {
  const type = `urn:countersign:problem:${code}`;
  return { type, title: titles[code], status: problemStatus[code], code, detail, ...extras };
}

/** An `application/problem+json` answer (RFC 9457). */
export function problemResponse(code: ProblemCode, detail: string, extras: Extras = {}): Response {
  const { retryAfterSeconds, ...members } = extras;
  const body = problemBody(code, detail, members);
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (body.status === 401) headers.set("www-authenticate", "Bearer");
  if (body.status === 429 || body.status === 503)
    headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfterSeconds ?? 1))));
  return new Response(printJson(body), { status: body.status, headers });
}

/** The one place where a refusal becomes an answer. */
export function problemOf(error: CodedError): Response {
  return problemResponse(error.code, error.message, error.details);
}

/** A refusal as one of many outcomes in an answer that is good as a whole. */
export function problemIn(error: CodedError): Problem {
  const { retryAfterSeconds: _, ...members } = error.details;
  return problemBody(error.code, error.message, members);
}
