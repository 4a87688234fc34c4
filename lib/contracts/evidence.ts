import { z } from "zod";
import { decisionActions, letsOn } from "./decision-kinds";
import { Json } from "./json";
import { Actor, Change, Issue } from "./parts";
import { Problem } from "./problem";
import { Said } from "./said";
import { faults } from "./sentences/refusals";
import { ReviewStep, RevisionKind, RunStatus, Step } from "./words";

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

/** A public key, as a JSON Web Key (RFC 8037). */
const PublicKey = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  kid: z.string(),
  use: z.string(),
  alg: z.string(),
});

/** `GET /api/hitl/keys.json`: what this installation signs with, and signed with before; the one in use first. */
export const PublicKeys = z.object({ keys: z.array(PublicKey) });

/** `GET /api/hitl/runs/{id}/receipts`: one for each decision that let the run go on and was carried out, oldest first. */
export const Receipts = z.object({
  data: z.array(
    z.object({
      /** The statement and its signature (RFC 7515), checked with `GET /api/hitl/keys.json`. */
      receipt: z.string(),
      action: z.enum(decisionActions.filter(letsOn)),
      step: ReviewStep,
      by: Actor,
      payload_digest: z.string().nullable(),
      /** Of the answer that was released; null where none was. */
      answer_digest: z.string().nullable(),
      carried_out_at: z.string(),
      /** Until then it may be acted upon; as evidence it stays good. */
      expires_at: z.string(),
    }),
  ),
  /** Decisions that were carried out and are not signed yet; null where nothing is signed. */
  unsigned: z.number().int().nullable(),
});
export type Receipts = z.infer<typeof Receipts>;

/** `GET /api/hitl/audit/head`: the newest signed head; null before the first. */
export const AuditHead = z.object({
  head: z
    .object({
      number: z.number().int(),
      at: z.string(),
      /** The claims and their signature (RFC 7515). */
      jws: z.string(),
      key_id: z.string(),
      /** Entries of runs' logs that were committed after it. */
      unsigned_events: z.number().int(),
    })
    .nullable(),
});
export type AuditHead = z.infer<typeof AuditHead>;

/** A signed head that was kept where whoever can write to the database cannot. */
export const KeptHead = z.object({ number: z.number().int().min(1), jws: z.string().max(4_000) });
export type KeptHead = z.infer<typeof KeptHead>;

/**
 * The body of `POST /api/hitl/audit/verify`: one run, or all of them. `heads` that were kept elsewhere, as
 * `GET /api/hitl/audit/head`, `HEADS_FILE` or `HEADS_WEBHOOK_URL` gave them, must be those of the database.
 */
export const VerifyBody = z
  .strictObject({ run_id: z.string().max(100).optional(), heads: z.array(KeptHead).max(200).optional() })
  .refine(({ run_id, heads }) => run_id === undefined || heads === undefined, faults.fault_heads_of_one);
export type VerifyBody = z.infer<typeof VerifyBody>;

export const Verification = z.object({
  intact: z.boolean(),
  runs_checked: z.number().int(),
  events_checked: z.number().int(),
  /** Runs that began before logs named what a request says, the model's description and output files: of them these are not compared. */
  runs_not_named: z.number().int(),
  breaks: z.array(
    z.object({ run_id: z.string(), seq: z.number().int(), reason: z.string(), said: Said.optional() }),
  ),
  /** The signed heads over all runs; null for one run, and where nothing is signed. */
  heads: z
    .object({
      newest: z.object({ number: z.number().int(), at: z.string() }).nullable(),
      checked: z.number().int(),
      /** Committed after the newest head: not signed yet. */
      unsigned_events: z.number().int(),
      breaks_found: z.number().int(),
      /** The first hundred of them. */
      breaks: z.array(z.object({ number: z.number().int(), reason: z.string(), said: Said })),
    })
    .nullable(),
});
export type Verification = z.infer<typeof Verification>;
