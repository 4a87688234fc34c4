import { z } from "zod";
import { Json } from "./json";
import { Actor, Change, Issue } from "./parts";
import { Problem } from "./problem";
import { Said } from "./said";
import { RevisionKind, RunStatus, Step } from "./words";

/** One immutable version of a run's payload. */
export const Revision = z.object({
  number: z.number().int(),
  kind: RevisionKind,
  digest: z.string(),
  issues: z.array(Issue),
  changes: z.array(z.string()),
  changes_said: z.array(Said).optional(),
  actor: Actor,
  created_at: z.string(),
});
export type Revision = z.infer<typeof Revision>;

/** A revision with its content, and what it changes against another one when that was asked for. */
export const RevisionDetail = Revision.extend({
  payload: Json,
  diff_from: z.number().int().nullable(),
  diff: z.array(Change),
});
export type RevisionDetail = z.infer<typeof RevisionDetail>;

/** What became of one run of a bulk decision. */
export const DecisionOutcome = z.object({
  run_id: z.string(),
  decided: z.boolean(),
  status: RunStatus.nullable(),
  current_step: Step.nullable(),
  problem: Problem.nullable(),
});
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

/** The body of `POST /api/hitl/audit/verify`: one run, or all of them. */
export const VerifyBody = z.strictObject({ run_id: z.string().max(100).optional() });
export type VerifyBody = z.infer<typeof VerifyBody>;

export const Verification = z.object({
  intact: z.boolean(),
  runs_checked: z.number().int(),
  events_checked: z.number().int(),
  breaks: z.array(
    z.object({ run_id: z.string(), seq: z.number().int(), reason: z.string(), said: Said.optional() }),
  ),
});
export type Verification = z.infer<typeof Verification>;
