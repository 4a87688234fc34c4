import type { components } from "./schema.js";

/** What a refusal says (RFC 9457). */
export type Problem = components["schemas"]["Problem"];
export type CountersignCode = Problem["code"];

/**
 * Countersign refused. `code` says why, for a machine; `message` for a person; `problem` is the whole of it. An answer that
 * is not Countersign's own (a proxy's page) has neither code nor problem. No connection at all is not this error but the
 * `TypeError` of `fetch`.
 */
export class CountersignError extends Error {
  override readonly name = "CountersignError";
  readonly status: number;
  readonly code: CountersignCode | null;
  readonly problem: Problem | null;
  /** Names the request in the server's log. */
  readonly requestId: string | null;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : null;
    super(problem ? `${problem.title}: ${problem.detail}` : `The server answered ${response.status}`);
    this.status = response.status;
    this.code = problem?.code ?? null;
    this.problem = problem;
    this.requestId = response.headers.get("x-request-id");
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body && "detail" in body;
}
