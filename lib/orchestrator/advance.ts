import { said } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import { failure } from "@/lib/core/failure";
import { isLegal } from "@/lib/core/legal";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { secretsOf } from "@/lib/store/runs/sealed-secrets";
import type { Context } from "./context";
import { foreignLimits } from "./limits";
import { planNextStep } from "./next-step";
import { perform } from "./perform";
import type { Plan } from "./plan";

/** What would be turned away because too much waits already is no failure of the run: it comes again. */
async function nextStep(context: Context, stored: StoredRun): Promise<Plan | Date | null> {
  try {
    return await planNextStep(context, stored, () => secretsOf(context.db.prisma, stored));
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "rate_limit_exceeded") throw error;
    return new Date(context.clock().getTime() + foreignLimits.comeAgainSeconds * 1000);
  }
}

/** The older path waits for its call in one process; a record that is open after its time has lost it. */
const interrupted: Plan = {
  command: {
    type: "fail",
    error: failure("interrupted", said("interrupted")),
  },
};

/**
 * Does what the run's present step needs, when it is the machine's turn. Running it twice, or late, does nothing:
 * where the run is decides.
 * @returns when to run again, because something it needs is not to be had yet, or null
 */
export async function advanceRun(context: Context, runId: string): Promise<Date | null> {
  let again: Date | null = null;
  await perform(context, runId, async (stored) => {
    again = null;
    if (stored.path === "legacy") return isLegal("fail", stored.state) ? interrupted : null;
    const plan = await nextStep(context, stored);
    if (!(plan instanceof Date)) return plan;
    again = plan;
    return null;
  });
  return again;
}
