import { isLegal } from "@/lib/core/legal";
import type { Context } from "./context";
import { perform } from "./perform";

/**
 * Ends a run that the machine cannot move on after every try, so that someone sees it instead of it standing still
 * (law 4). Does nothing when the run waits for a person or has ended.
 */
export async function failRun(context: Context, runId: string, reason: string): Promise<void> {
  await perform(context, runId, ({ state }) => {
    if (!isLegal("fail", state.step, state.status)) return null;
    const error = {
      code: "internal_error",
      message: `Countersign could not go on: ${reason}`,
      temporary: false,
    };
    return { command: { type: "fail", error } };
  });
}
