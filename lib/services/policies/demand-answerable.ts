import type { FrozenRule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { PolicyStep } from "@/lib/contracts/words";
import { refusal } from "@/lib/core/errors";
import { demandedBy, stepsAsked } from "@/lib/core/rules/demand";
import type { Transaction } from "@/lib/store/client";
import { reviewersOf } from "@/lib/store/reviewers";

type Draft = Pick<FrozenRule, "when" | "demand">;

/** Where whoever asks may be one of those who review, they are not among those who are left to approve. */
function peopleNeeded({ when, demand: { approvals } }: Draft): number {
  if (!approvals) return 1;
  const mayAsk = approvals.not_requester && when.role !== "requester";
  return approvals.count + (mayAsk ? 1 : 0);
}

/**
 * Sees to it that a rule promises nothing that nobody keeps.
 * @throws CodedError `no_one_eligible` when it wants more people than may answer, `not_enforced` for approvals by
 *   groups, which nothing counts yet, and for a rule that would never have anybody look
 */
export async function demandAnswerable(tx: Transaction, { when, demand }: Draft, now: Date): Promise<void> {
  if (demand.approvals?.groups) {
    throw refusal("not_enforced", said("rule_groups_missing"), [
      { pointer: "/demand/approvals/groups", says: said("fault_not_enforced") },
    ]);
  }
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
  const needed = peopleNeeded({ when, demand });
  const people = new Set((await reviewersOf(tx, now)).map(({ person }) => person)).size;
  if (people >= needed) return;
  throw refusal("no_one_eligible", said("rule_too_few_people", { people, needed }), [
    { pointer: demand.approvals ? "/demand/approvals" : "/demand", says: said("fault_too_few_people") },
  ]);
}
