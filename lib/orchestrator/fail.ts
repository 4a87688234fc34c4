import type { RunFailure } from "@/lib/contracts/parts";
import type { Command } from "@/lib/core/commands";
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
    return { command: endOf(state, `Countersign could not go on: ${reason}`) };
  });
}

function endOf({ step, attempt }: RunState, message: string): Command {
  const error: RunFailure = { code: "internal_error", message, temporary: false };
  if (step !== "api_call" || !attempt) return { type: "fail", error };
  const { number, phase, provider_id } = attempt;
  if (phase === "submitting") {
    const unknown = `Nobody can say whether the provider was called. ${message}`;
    return {
      type: "settle_unknown",
      attempt: number,
      error: { ...error, code: "unknown_outcome", message: unknown },
    };
  }
  if (phase === "submitted")
    return { type: "settle_failed", attempt: number, provider_id, provider_ms: null, error };
  return { type: "fail", error };
}
