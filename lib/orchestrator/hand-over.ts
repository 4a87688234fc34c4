import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import { isLegal } from "@/lib/core/legal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { failRun } from "./fail";
import { perform } from "./perform";

const ended = said("server_ended");

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
  return lost
    ? failure("unknown_outcome", said("call_unknown_and", { why: ended }))
    : failure("internal_error", ended);
}
