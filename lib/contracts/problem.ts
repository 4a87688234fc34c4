import { z } from "zod";
import { RunBudget } from "./budgets";
import { Decision } from "./parts";
import { Said } from "./said";

/** Every code an answer can carry, with its HTTP status. */
export const problemStatus = {
  validation_error: 400,
  unauthenticated: 401,
  budget_exceeded: 402,
  forbidden: 403,
  not_eligible: 403,
  confirmation_required: 403,
  run_not_found: 404,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  invalid_state: 409,
  already_decided: 409,
  idempotency_conflict: 409,
  stale_review: 412,
  binding_required: 428,
  payload_too_large: 413,
  range_not_satisfiable: 416,
  unresolved_issues: 422,
  no_one_eligible: 422,
  not_enforced: 422,
  rate_limit_exceeded: 429,
  provider_error: 502,
  unavailable: 503,
  internal_error: 500,
} as const;
export type ProblemCode = keyof typeof problemStatus;

/** What these say is told by their words alone, so that each of them names its sentence; the others say enough by themselves. */
export const toldInWords = ["validation_error", "conflict"] as const satisfies readonly ProblemCode[];
export type ToldInWords = (typeof toldInWords)[number];

/** `application/problem+json` (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string(),
  /** What the detail says, where it has a code. */
  said: Said.optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string(), said: Said.optional() })).optional(),
  current_state: z.object({ status: z.string(), step: z.string(), version: z.number() }).optional(),
  decision: Decision.optional(),
  /** The budget that has not so much left. */
  budget: RunBudget.optional(),
});
export type Problem = z.infer<typeof Problem>;
