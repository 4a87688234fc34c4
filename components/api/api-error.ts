import type { Problem, ProblemCode } from "@/lib/contracts/problem";

/** What went wrong with a call: the server's own problem, no connection, or an answer nobody can read. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly code: ProblemCode | "offline" | "unanswered" | "unreadable",
    readonly status: number,
    message: string,
    readonly problem: Problem | null = null,
  ) {
    super(message);
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}
