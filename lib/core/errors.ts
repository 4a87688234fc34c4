import type { Decision } from "@/lib/contracts/parts";
import type { ProblemCode } from "@/lib/contracts/problem";
import { hasBrand } from "./brand";

const brand = Symbol.for("countersign.coded-error");

interface Details {
  errors?: { pointer: string; message: string }[];
  current_state?: { status: string; step: string; version: number };
  decision?: Decision;
  retryAfterSeconds?: number;
}

/** A refusal a client can act on; `code` decides the HTTP status, in one place. */
export class CodedError extends Error {
  override readonly name = "CodedError";
  readonly [brand] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasBrand(value, brand);
  }

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}
