import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import type { Command } from "@/lib/core/commands";
import { failure } from "@/lib/core/failure";
import { isLegal } from "@/lib/core/legal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { perform } from "./perform";

/**
 * Ends what the machine cannot move on after every try, so that someone sees it instead of it standing still (law 4).
 * Once a call may have been made, what ends is the attempt: a person decides about the run, because money may have
 * been spent (law 3). Does nothing when the run waits for a person or has ended.
 */
export async function failRun(context: Context, runId: string, reason: string): Promise<void> {
  await perform(context, runId, ({ state }) => {
    if (!isLegal("fail", state)) return null;
    return { command: endOf(state, said("could_not_go_on", { why: quoted(reason) })) };
  });
}

function endOf({ step, attempt }: RunState, why: Said): Command {
  const error = failure("internal_error", why);
  if (step !== "api_call" || !attempt) return { type: "fail", error };
  const { number, phase, provider_id } = attempt;
  if (phase === "submitting") {
    const unknown = failure("unknown_outcome", said("call_unknown_and", { why }));
    return { type: "settle_unknown", attempt: number, error: unknown };
  }
  if (phase === "submitted")
    return { type: "settle_failed", attempt: number, provider_id, provider_ms: null, error };
  return { type: "fail", error };
}
