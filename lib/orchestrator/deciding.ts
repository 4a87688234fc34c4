import type { Json } from "@/lib/contracts/json";
import type { Answer } from "@/lib/core/commands";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import type { Question } from "./question";

/** What every decision comes with besides its own content. */
export interface Deciding {
  principal: Principal;
  question: Question;
  /** The body's `actor`: kept as on whose behalf, never as who. */
  actor: Json | undefined;
  /** For so long, in seconds, what follows waits and the decision can be taken back. */
  undo_seconds?: number | undefined;
  idempotency: IdempotencyClaim | null;
}

export function answerOf({ principal, actor, undo_seconds }: Deciding, message: string | undefined): Answer {
  return {
    by: actorOf(principal),
    on_behalf_of: actor ?? null,
    message: message?.trim() || null,
    undo_seconds,
  };
}
