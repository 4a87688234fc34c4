import type { AttemptState } from "@/lib/core/state";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { isOn } from "../holds/wait-of-hold";
import { attemptInHand } from "./attempt-in-hand";
import { followAttempt } from "./follow-attempt";
import { holdBack } from "./hold-back";
import type { Again } from "./later";
import { reconcileAttempt } from "./reconcile-attempt";
import { submitAttempt } from "./submit-attempt";

/**
 * Drives one attempt towards its end: prepared → submitted → settled. Where the attempt is decides what is done, so
 * that running it again after a crash goes on from there, and an attempt that was left between "about to call" and
 * "id recorded" is looked up at the provider and never sent blindly again (law 3).
 *
 * @returns when to run again, or null when the attempt is settled or not in hand any more
 */
export async function callProvider(context: Context, runId: string, number: number): Promise<Date | null> {
  const stored = await loadRun(context.db.prisma, runId);
  const attempt = attemptInHand(stored.state, number);
  if (!attempt) return null;
  const again = await phases[attempt.phase](context, stored, attempt);
  if (again === null || again instanceof Date) return again;
  const until = await holdBack(context, runId, number, again);
  // What ended before the run said that it waits for it wakes nobody.
  const over = again.kind === "hold" && !(await isOn(context, again.hold_id));
  return over ? context.clock() : until;
}

type Drive = (context: Context, stored: StoredRun, attempt: AttemptState) => Promise<Again>;

const phases = {
  prepared: submitAttempt,
  submitting: reconcileAttempt,
  submitted: followAttempt,
  settled: async () => null,
} as const satisfies Record<AttemptState["phase"], Drive>;
