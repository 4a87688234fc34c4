import type { RunBudget } from "@/lib/contracts/budgets";
import type { Decision } from "@/lib/contracts/parts";
import type { ProblemCode, ToldInWords } from "@/lib/contracts/problem";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
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
  budget?: RunBudget;
  retryAfterSeconds?: number;
}

/** A refusal a client can act on; `code` decides the HTTP status, in one place. */
export class CodedError extends knownError("CodedError") {
  readonly code: ProblemCode;
  readonly details: Details;

  constructor(code: Exclude<ProblemCode, ToldInWords>, message: string, details?: Details);
  constructor(code: ProblemCode, message: string, details: Details & { said: Said });
  constructor(code: ProblemCode, message: string, details: Details = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** One that another thread made, and that came from there as a value. */
  static again({ code, message, details }: Pick<CodedError, "code" | "message" | "details">): CodedError {
    // Guarantee: it was made there by this constructor.
    return new CodedError(code, message, details as Details & { said: Said });
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

/** For a cursor that a list did not give out. */
export function foreignCursor(): CodedError {
  const fault = { pointer: "/cursor", says: said("fault_foreign_cursor") };
  return refusal("validation_error", said("cursor_foreign"), [fault]);
}
