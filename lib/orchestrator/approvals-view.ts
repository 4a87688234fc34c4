import type { Run, RunSummary } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { atPresent, dutiesAt, judge, signingAt, wordOf } from "@/lib/core/duties";
import { hasRole, identityOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "./context";
import { presentIn, whoMay } from "./eligible";
import { approvalsTo } from "./told";

/** Why somebody may not approve what is asked; null when they may. */
function whyNot(run: RunState, principal: Principal): Said | null {
  const { name } = principal;
  if (!hasRole(principal, "reviewer")) return said("needs_reviewer", { name });
  const duties = dutiesAt(run, signingAt(run));
  const verdict = duties && judge(duties, identityOf(principal), name);
  return verdict && !verdict.may ? verdict.why : null;
}

/** How far the approvals of the open question have got, and whether `principal` may give one; null where none is open. */
export function approvalsView(run: RunState, principal: Principal): RunSummary["approvals"] {
  if (!run.review) return null;
  const why = whyNot(run, principal);
  return {
    needed: run.policy.approvals?.count ?? 1,
    given: approvalsTo(principal, (run.review.approvals ?? []).map(wordOf)),
    may_decide: why === null,
    why_not: why && english(why),
    ...(why && { why_not_said: why }),
  };
}

/** The same, and who may approve, which those are told who review. */
export async function approvalsIn(
  context: Context,
  run: RunState,
  principal: Principal,
): Promise<Run["approvals"]> {
  const standing = atPresent(run, await presentIn(context, run));
  const view = approvalsView(standing, principal);
  return (
    view && { ...view, who_may: hasRole(principal, "reviewer") ? await whoMay(context, standing) : null }
  );
}

/** Whether an admin decided something of a run without the approvals that were demanded. */
export function isGlassBroken({ decisions }: RunState): boolean {
  return decisions.some(({ break_glass, undone }) => break_glass && !undone);
}
