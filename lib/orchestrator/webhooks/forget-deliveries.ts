import { setTimeout as pause } from "node:timers/promises";
import { forgetDeliveries } from "@/lib/store/endpoint-deliveries";
import type { Context } from "../context";
import { webhookLimits } from "../limits";

type Parts = Pick<Context, "db" | "clock">;

/** Forgets what endpoints were told so long ago that it is listed no more, whatever became of them. */
export function forgetOldDeliveries({ db, clock }: Parts): Promise<number> {
  return forgetDeliveries(db.prisma, new Date(clock().getTime() - webhookLimits.keptFor));
}

/** Does so again and again until `signal` aborts. */
export async function keepForgetting(
  context: Parts & Pick<Context, "log">,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await forgetOldDeliveries(context);
    } catch (err) {
      context.log.warn(
        { event: "deliveries_not_forgotten", err },
        "Old deliveries could not be forgotten yet",
      );
    }
    await pause(webhookLimits.forgottenEvery, null, { signal, ref: false }).catch(() => null);
  }
}
