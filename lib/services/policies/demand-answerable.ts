import type { FrozenRule } from "@/lib/contracts/rules";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { PolicyStep } from "@/lib/contracts/words";
import { CodedError, refusal } from "@/lib/core/errors";
import { hasCountedSeat, seated } from "@/lib/core/groups/seats";
import { demandedBy, stepsAsked } from "@/lib/core/rules/demand";
import type { Transaction } from "@/lib/store/connection/client";
import { loadGroups, lockGroups, openRulesOf } from "@/lib/store/groups";
import { grantedAbsencesAt } from "@/lib/store/people";
import { enabledRules } from "@/lib/store/policy-rules";
import { reviewersIn, reviewersOf } from "@/lib/store/reviewers";

type Draft = Pick<FrozenRule, "when" | "demand">;

/**
 * Where whoever asks may be one of those who review, they are not among those who are left to approve. Where that takes
 * somebody who did not edit, one who did may be the other: of two the second always can.
 */
function peopleNeeded({ when, demand: { approvals } }: Draft): number {
  if (!approvals) return 1;
  return Math.max(approvals.count, approvals.not_editor ? 2 : 1) + spare({ when, demand: { approvals } });
}

function spare({ when, demand: { approvals } }: Draft): number {
  return approvals?.not_requester && when.role !== "requester" ? 1 : 0;
}

/** @throws CodedError `validation_error` for a group that is not there, `no_one_eligible` where too few have a seat */
async function demandSeats(tx: Transaction, rule: Draft, ids: readonly string[], now: Date): Promise<void> {
  const groups = new Map((await loadGroups(tx)).map((group) => [group.id, group]));
  const faults = ids.flatMap((id, at) =>
    groups.has(id)
      ? []
      : [{ pointer: `/demand/approvals/groups/${at}`, says: said("fault_no_group", { id }) }],
  );
  if (faults.length > 0) throw refusal("validation_error", said("rule_group_gone"), faults);
  const granted = await grantedAbsencesAt(tx, now);
  const named = ids.flatMap((id) => groups.get(id) ?? []);
  const possible = named.flatMap((group) => [...group.members, ...seated(group, granted)]);
  const able = (await reviewersIn(tx, possible, now)).filter(({ actor, person }) =>
    named.some((group) =>
      [actor.id, person.replace(/^user:/, "")].some((id) => hasCountedSeat(group, id, granted)),
    ),
  );
  const people = new Set(able.map(({ person }) => person)).size;
  const needed = 1 + spare(rule);
  if (people >= needed) return;
  throw refusal("no_one_eligible", said("rule_too_few_seats", { people, needed }), [
    { pointer: "/demand/approvals/groups", says: said("fault_too_few_people") },
  ]);
}

/** A rule that wants approvals of a group, and the sentence for whoever takes them away. */
interface Wanting {
  rule: Draft;
  says: Said;
}

async function isMet(demanding: Promise<void>): Promise<boolean> {
  try {
    await demanding;
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function hasSeats(tx: Transaction, rule: Draft, now: Date): Promise<boolean> {
  return isMet(demandSeats(tx, rule, rule.demand.approvals?.groups ?? [], now));
}

/** Whether some rule that is switched on wants more people than can answer by now, as some left or were disabled since. */
export async function hasRuleNobodyAnswers(tx: Transaction, now: Date): Promise<boolean> {
  for (const { when, demand } of await enabledRules(tx))
    if (demand.approvals && !(await isMet(demandPeople(tx, { when, demand }, now)))) return true;
  return false;
}

/** What wants approvals of a group: the rules that are switched on, and those that runs began with which are not over. */
export async function wantingOf(tx: Transaction, groupId: string): Promise<Wanting[]> {
  const rules = (await enabledRules(tx)).filter(({ demand }) => demand.approvals?.groups?.includes(groupId));
  return [
    ...rules.map((rule) => ({ rule, says: said("group_holds_rule", { name: rule.name }) })),
    ...(await openRulesOf(tx, groupId)).map(({ rule, runs }) => ({
      rule,
      says: said("group_holds_runs", { runs }),
    })),
  ];
}

/** Those of what is wanted that can be given now; what could not before, a change need not mend. */
export async function answerableOf(
  tx: Transaction,
  wanting: readonly Wanting[],
  now: Date,
): Promise<Wanting[]> {
  const found: Wanting[] = [];
  for (const one of wanting) if (await hasSeats(tx, one.rule, now)) found.push(one);
  return found;
}

/**
 * Sees to it that what is wanted of a group can still be given once the group changed: no run waits for what nobody can
 * give.
 * @throws CodedError `conflict`, naming the rule or how many runs
 */
export async function demandStillAnswerable(
  tx: Transaction,
  wanting: readonly Wanting[],
  now: Date,
): Promise<void> {
  for (const { rule, says } of wanting) if (!(await hasSeats(tx, rule, now))) throw refusal("conflict", says);
}

/**
 * Sees to it that a rule promises nothing that nobody keeps.
 * @throws CodedError `no_one_eligible` when it wants more people than may answer, or have a seat in its groups,
 *   `validation_error` for a group that is not there, `not_enforced` for a rule that would never have anybody look
 */
export async function demandAnswerable(tx: Transaction, { when, demand }: Draft, now: Date): Promise<void> {
  const { modes } = demandedBy({ demand });
  const asks = PolicyStep.options.some((step) => modes[step] !== "auto");
  if (!asks && !demand.approvals) return;
  if (!asks) {
    throw refusal("not_enforced", said("rule_asks_nobody"), [
      { pointer: "/demand/approvals", says: said("fault_looks_nowhere") },
    ]);
  }
  if (stepsAsked({ when, demand }).length === 0) {
    throw refusal("not_enforced", said("rule_looks_nowhere"), [
      { pointer: "/demand", says: said("fault_looks_nowhere") },
    ]);
  }
  await lockGroups(tx, demand.approvals?.groups ?? []);
  await demandPeople(tx, { when, demand }, now);
}

/** @throws CodedError as `demandAnswerable` does for groups and people */
async function demandPeople(tx: Transaction, { when, demand }: Draft, now: Date): Promise<void> {
  const needed = peopleNeeded({ when, demand });
  const reviewers = await reviewersOf(tx, now);
  if (demand.approvals?.groups) await demandSeats(tx, { when, demand }, demand.approvals.groups, now);
  const people = new Set(reviewers.map(({ person }) => person)).size;
  if (people >= needed) return;
  throw refusal("no_one_eligible", said("rule_too_few_people", { people, needed }), [
    { pointer: demand.approvals ? "/demand/approvals" : "/demand", says: said("fault_too_few_people") },
  ]);
}
