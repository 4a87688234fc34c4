import type { ProblemCode } from "../problem";
import type { Endpoint, GivenHeader, GoodAnswer, TakenHeader } from "./endpoint";

/** What a client may send to an endpoint and be answered, with what all endpoints of its kind share. */
export interface Wire {
  takes: readonly TakenHeader[];
  answers: ReadonlyMap<number, GoodAnswer>;
  problems: readonly ProblemCode[];
  /** What any of its answers may tell, problems too. */
  gives: readonly GivenHeader[];
}

const unchanged: GoodAnswer = { content: {}, gives: ["ETag", "Location"] };

/** The whole of a row: what it says itself and what `route()` does for every endpoint like it. */
export function wireOf(endpoint: Endpoint): Wire {
  const tagged = endpoint.method === "GET" && "application/json" in (endpoint.answers[200]?.content ?? {});
  const repeatable = endpoint.method === "POST" && !endpoint.public && endpoint.idempotent !== false;
  return {
    takes: unique([
      ...(endpoint.takes ?? []),
      ...when<TakenHeader>(tagged, "If-None-Match"),
      ...when<TakenHeader>(repeatable, "Idempotency-Key"),
    ]),
    answers: answersOf(endpoint, tagged, repeatable),
    problems: problemsOf(endpoint, repeatable),
    gives: unique([
      "X-Request-Id",
      ...when<GivenHeader>(!endpoint.public, "RateLimit", "RateLimit-Policy"),
      ...when<GivenHeader>(endpoint.deprecated === true, "Deprecation", "Sunset", "Link"),
    ]),
  };
}

function answersOf(endpoint: Endpoint, tagged: boolean, repeatable: boolean): Map<number, GoodAnswer> {
  const answers = new Map<number, GoodAnswer>();
  if (tagged) answers.set(304, unchanged);
  for (const [status, { content, gives }] of Object.entries(endpoint.answers)) {
    const more = [
      ...when<GivenHeader>(tagged && status === "200", "ETag"),
      ...when<GivenHeader>(repeatable, "Idempotent-Replayed"),
    ];
    answers.set(Number(status), { content, gives: unique([...gives, ...more]) });
  }
  return answers;
}

function problemsOf({ method, role, takes, ...endpoint }: Endpoint, repeatable: boolean): ProblemCode[] {
  const reads = method === "GET";
  return unique<ProblemCode>([
    "validation_error",
    ...when<ProblemCode>(!endpoint.public, "unauthenticated", "rate_limit_exceeded"),
    // A page of another site may change nothing with the visitor's cookie.
    ...when<ProblemCode>(role !== undefined || !reads, "forbidden"),
    ...when<ProblemCode>(endpoint.fresh === true, "confirmation_required"),
    ...when<ProblemCode>(endpoint.params !== undefined, "not_found"),
    ...when<ProblemCode>(!reads, "payload_too_large"),
    ...when<ProblemCode>(repeatable, "idempotency_conflict"),
    ...when<ProblemCode>(takes?.includes("If-Match") === true, "stale_review"),
    ...(endpoint.problems ?? []),
    "internal_error",
    "unavailable",
  ]);
}

function when<Value>(holds: boolean, ...values: Value[]): Value[] {
  return holds ? values : [];
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
