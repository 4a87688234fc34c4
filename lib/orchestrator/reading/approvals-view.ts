import type { Run, RunSummary } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import type { Seats } from "@/lib/core/commands";
import {
  approvalsNeeded,
  asksGroups,
  type Duties,
  dutiesAt,
  judge,
  namedGroups,
  signingAt,
  wordOf,
} from "@/lib/core/duties";
import { hasRole, identityOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { countedSeats, presently, type SeatsOf, whoMay } from "../decisions/eligible";
import { approvalsTo } from "./told";

/** Why somebody may not approve what is asked; null when they may. */
function whyNot(duties: Duties | null, principal: Principal, groups: Seats | undefined): Said | null {
  const { name } = principal;
  if (!hasRole(principal, "reviewer")) return said("needs_reviewer", { name });
  const verdict = duties && judge(duties, { ...identityOf(principal), name, groups });
  return verdict && !verdict.may ? verdict.why : null;
}

/** The groups that must approve, and which of them have; requesters hear of none. */
function groupsIn(duties: Duties | null, principal: Principal, seats: Seats | undefined): View["groups"] {
  if (!duties || !seats || !hasRole(principal, "reviewer")) return [];
  const { needed, given } = duties;
  const counted = new Set(given.flatMap(({ groups = [] }) => groups.map(({ id }) => id)));
  return needed.groups.map((list) => ({
    any_of: namedGroups(list, seats),
    met: list.some((id) => counted.has(id)),
  }));
}

type View = NonNullable<RunSummary["approvals"]>;

/**
 * How far the approvals of the open question have got, and whether `principal` may give one; null where none is open.
 * @param run as duties see it at present
 */
export function approvalsView(
  run: RunState,
  principal: Principal,
  seatsOf: SeatsOf | null,
): RunSummary["approvals"] {
  if (!run.review) return null;
  const { person } = identityOf(principal);
  const seats = seatsOf?.({ id: principal.id, person });
  const duties = dutiesAt(run, signingAt(run));
  const why = whyNot(duties, principal, seats);
  return {
    needed: duties ? approvalsNeeded(duties) : 1,
    given: approvalsTo(principal, run, (run.review.approvals ?? []).map(wordOf)),
    groups: groupsIn(duties, principal, seats),
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
  const standing = (await presently(context, [run]))(run);
  const view = approvalsView(standing, principal, await countedSeats(context, asksGroups(run)));
  return (
    view && { ...view, who_may: hasRole(principal, "reviewer") ? await whoMay(context, standing) : null }
  );
}

/** Whether an admin decided something of a run without the approvals that were demanded. */
export function isGlassBroken({ decisions }: RunState): boolean {
  return decisions.some(({ break_glass, undone }) => break_glass && !undone);
}
