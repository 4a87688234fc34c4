import { systemActor } from "@/lib/core/principal";
import type { Context } from "../context";
import { perform } from "../perform";
import { hasEnded } from "../reading/rest";

/** Cancels a run whose time is over; one that has ended stays as it is. */
export async function cancelLate(context: Context, runId: string): Promise<null> {
  await perform(context, runId, async ({ state }) =>
    hasEnded(state)
      ? null
      : { command: { type: "cancel", by: systemActor, reason: "It was to be cancelled after this time." } },
  );
  return null;
}
