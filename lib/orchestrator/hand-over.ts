import { isLegal } from "@/lib/core/legal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { failRun } from "./fail";
import { perform } from "./perform";

const sentence =
  "The server ended several times while it worked on this run, at last with nothing else in hand; nothing more is tried by itself";

/**
 * Gives a run to a person that may be what ends the process: under every policy, and with what is known of its call.
 * Does nothing when the run waits for a person or has ended.
 */
export async function handOver(context: Context, runId: string, reason: string): Promise<void> {
  let oneShot = false;
  await perform(context, runId, ({ state, path }) => {
    oneShot = path === "legacy";
    if (oneShot || !isLegal("hand_over", state)) return null;
    return { command: { type: "hand_over", error: errorOf(state) } };
  });
  // The older path has no questions: its record is closed.
  if (oneShot) await failRun(context, runId, reason);
}

function errorOf({ attempt, step }: RunState) {
  const lost = step === "api_call" && attempt?.phase === "submitting";
  return {
    code: lost ? ("unknown_outcome" as const) : ("internal_error" as const),
    message: lost ? `Nobody can say whether the provider was called. ${sentence}` : sentence,
    temporary: false,
  };
}
