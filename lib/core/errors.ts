import type { Decision } from "@/lib/contracts/parts";
import type { ProblemCode } from "@/lib/contracts/problem";
import type { Said } from "@/lib/contracts/said";
import { english } from "@/lib/contracts/sentences";
import { knownError } from "./known-error";

/** What is wrong with one place of a request. */
export interface Fault {
  pointer: string;
  says: Said;
}

interface Details {
  /** What the message says. */
  said?: Said;
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

/**
 * A refusal that whoever reads the desk is told in their language.
 * @param says why, as a whole
 * @param faults what is wrong with which place of the request
 */
export function refusal(code: ProblemCode, says: Said, faults: readonly Fault[] = []): CodedError {
  const errors = faults.map(({ pointer, says: fault }) => ({
    pointer,
    message: english(fault),
    said: fault,
  }));
  return new CodedError(code, english(says), { said: says, ...(errors.length > 0 && { errors }) });
}
