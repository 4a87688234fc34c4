import { createHash } from "node:crypto";
import type { Json } from "@/lib/contracts/json";
import type { Made, Seen } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { Answer } from "@/lib/core/commands";
import { refusal } from "@/lib/core/errors";
import { actorOf, identityOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { demandRole } from "../reading/see";

/** Which question a decision says it answers. */
export interface Question {
  approval_token?: string | undefined;
  payload_digest?: string | undefined;
  answer_digest?: string | undefined;
  /** From `If-Match`: the version the client looked at; null accepts any. */
  if_match: number | null;
  /** When the request arrived: nobody can have meant a question that was opened later. */
  received_at: Date;
}

/** What every decision comes with besides its own content. */
export interface Deciding {
  principal: Principal;
  question: Question;
  /** The body's `actor`: kept as on whose behalf, never as who. */
  actor: Json | undefined;
  /** For so long, in seconds, what follows waits and the decision can be taken back. */
  undo_seconds?: number | undefined;
  /** What whoever decides says they had before them. */
  seen?: Seen | undefined;
  /** It is one of many that were answered together. */
  bulk?: true;
  idempotency: IdempotencyClaim | null;
}

function revisionAsked({ review, payload, response }: RunState): number | null {
  if (!review || review.step === "information_review") return null;
  return (review.step === "response_review" ? response : payload)?.revision ?? null;
}

/** Another name in each run, so that nobody follows a session from run to run. */
function sessionIn({ run_id }: RunState, { session_id }: Principal): string | null {
  if (session_id === undefined) return null;
  const name = createHash("sha256").update(`${run_id}:${session_id}`).digest("hex");
  return `ses_${name.slice(0, 16)}`;
}

function madeOf({ principal, seen, bulk }: Deciding, run: RunState): Made {
  return {
    surface: bulk ? "bulk" : principal.kind === "user" ? "desk" : "key",
    session: sessionIn(run, principal),
    revision: revisionAsked(run),
    digest: run.review?.digest ?? null,
    seen: seen ?? null,
  };
}

/** The answer that a principal gives to the open question of a run as it was loaded. */
export function answerOf(deciding: Deciding, run: RunState, message: string | undefined): Answer {
  const { principal, actor, undo_seconds } = deciding;
  return {
    by: actorOf(principal),
    as: identityOf(principal),
    on_behalf_of: actor ?? null,
    message: message?.trim() || null,
    made: madeOf(deciding, run),
    undo_seconds,
  };
}

/**
 * Whether an admin goes ahead without the approvals that are demanded.
 * @throws CodedError `forbidden` for everyone else, `validation_error` without a reason
 */
export function glassBroken(
  { principal }: Pick<Deciding, "principal">,
  { break_glass, message }: { break_glass?: boolean | undefined; message?: string | undefined },
): { break_glass?: true } {
  if (!break_glass) return {};
  demandRole(principal, "admin");
  if (message?.trim()) return { break_glass };
  throw refusal("validation_error", said("glass_without_reason"), [
    { pointer: "/message", says: said("fault_no_reason") },
  ]);
}

/**
 * Whether an admin goes over a budget that asks.
 * @throws CodedError `forbidden` for everyone else, `validation_error` without a reason
 */
export function overspending(
  { principal }: Pick<Deciding, "principal">,
  { over_budget, message }: { over_budget?: boolean | undefined; message?: string | undefined },
): { may_overspend?: true } {
  if (!over_budget) return {};
  demandRole(principal, "admin");
  if (message?.trim()) return { may_overspend: true };
  throw refusal("validation_error", said("overspends_without_reason"), [
    { pointer: "/message", says: said("fault_no_reason") },
  ]);
}
