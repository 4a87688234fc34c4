import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import type { AttemptState } from "@/lib/core/state";
import { storableSaid } from "@/lib/core/storable";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { backoffAfter } from "../limits";
import { perform } from "../perform";
import { providerOf } from "../requests/stored-model";
import { attemptInHand } from "./attempt-in-hand";
import { heldBack } from "./hold-back";
import type { Again } from "./later";

/** True when the provider said something, only nothing of use; asking to wait beyond all measure is nothing of use. */
function wasAnswered(error: unknown): boolean {
  if (!(error instanceof ProviderError) || error.status === null) return false;
  return error.asksTooLongMs !== null || (error.status < 500 && error.status !== 408 && error.status !== 429);
}

async function askPerson(
  context: Context,
  stored: StoredRun,
  { number, provider_id }: AttemptState,
  end: { looks: number; why: Said },
): Promise<void> {
  const { label } = providerOf(context, stored);
  const says = said("end_unknown", { label, id: provider_id ?? "", ...end });
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, number)
      ? {
          command: {
            type: "settle_unknown",
            attempt: number,
            error: failure("unknown_outcome", says),
          },
        }
      : null,
  );
}

/**
 * A look at an accepted call that told nothing. It is looked at again, less and less often; after a bounded number of
 * such looks this run, and no other, goes to a person, because the call may have been made and paid for (law 3).
 *
 * @param look.at when it was looked at
 * @param look.next when it would be looked at in any case
 * @param look.error why it told nothing
 */
export async function lookInVain(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
  { at, next, error }: { at: Date; next: Date; error: unknown },
): Promise<Again> {
  const { limits } = context;
  const refused = error instanceof ProviderError ? error : null;
  const asked = refused?.asksTooLongMs === null ? (refused.retryAfterMs ?? 0) : 0;
  const atLeast = (ms: number) => new Date(Math.max(next.getTime(), at.getTime() + ms));
  if (refused?.heldBack) return { kind: refused.heldBack, until: atLeast(asked), reason: refused.said };

  const why = refused ? storableSaid(refused.said) : said("look_failed");
  const fruitless = (attempt.fruitless ?? 0) + 1;
  const most = wasAnswered(error) ? limits.maxUnreadable : limits.maxUnanswered;
  if (fruitless >= most) {
    await askPerson(context, stored, attempt, { looks: fruitless, why });
    return null;
  }
  const until = atLeast(Math.max(asked, backoffAfter(limits, fruitless)));
  const wait = asked > 0 ? heldBack({ kind: "provider_rest", until, reason: why }) : null;
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, attempt.number)
      ? {
          command: {
            type: "report_wait",
            attempt: attempt.number,
            held_back_by: wait,
            fruitless,
            message: said("look_told_nothing", { why }),
          },
        }
      : null,
  );
  return until;
}
