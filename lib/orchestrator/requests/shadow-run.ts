import type { HitlConfig } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import { errorsIn, firstAsked, measuredAnswer } from "@/lib/core/measured";
import { effectivePolicy, type Measurement } from "@/lib/core/policy";
import { gateOf, passSteps } from "@/lib/core/rules/gate";
import type { RunState } from "@/lib/core/state";
import { loadState } from "@/lib/store/runs/load-run";
import { keepShadow } from "@/lib/store/shadow-runs";
import type { Context } from "../context";
import type { RequestPlan } from "./plan-request";

/** What ran: the very plan that was carried out, and the organisation's rules that concerned it. */
interface Carried {
  plan: RequestPlan;
  rules: readonly FrozenRule[];
}

/** Of the answer, policy would have looked at what the older path found. */
function ofAnswer({ status, quality, issues }: RunState): Measurement[] {
  return status === "completed" && quality !== null ? [measuredAnswer({ quality, issues })] : [];
}

/**
 * Looks at a request that took the older path as the new one would have: at the very plan that was carried out, without
 * calling or asking anybody, and writes down what would have happened. Never throws: the request it looks at is not its
 * own.
 *
 * @param config the policy to look with
 */
export async function shadowRun(
  context: Context,
  runId: string,
  { plan, rules }: Carried,
  config: HitlConfig | null | undefined,
): Promise<void> {
  try {
    const state = await loadState(context.db.prisma, runId);
    const measured = [...plan.measured, ...ofAnswer(state)];
    const { provider, name } = state.model;
    const { trace } = passSteps(gateOf(effectivePolicy(config), rules), plan.facts, measured);
    await keepShadow(context.db.prisma, {
      runId,
      at: new Date(state.created_at),
      provider,
      model: name,
      wouldPauseAt: firstAsked(trace),
      errorIssues: errorsIn(plan.runs.checked.issues),
      costUsd: plan.cost?.amount ?? null,
      measured,
      trace,
    });
  } catch (error) {
    context.log.warn(
      { event: "shadow_failed", run_id: runId, err: error },
      "The shadow could not look at a request",
    );
  }
}
