import type { Decision } from "@/lib/contracts/parts";
import type { ProblemCode } from "@/lib/contracts/problem";
import type { Said } from "@/lib/contracts/said";
import { knownError } from "./known-error";

interface Details {
  errors?: { pointer: string; message: string; said?: Said }[];
  current_state?: { status: string; step: string; version: number };
  decision?: Decision;
  retryAfterSeconds?: number;
}

/** A refusal a client can act on; `code` decides the HTTP status, in one place. */
export class CodedError extends knownError("CodedError") {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}
