import type { FrozenRule } from "@/lib/contracts/rules";
import { PolicyStep } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { demandedBy, stepsAsked } from "@/lib/core/rules/demand";
import type { Transaction } from "@/lib/store/client";
import { reviewersOf } from "@/lib/store/reviewers";

type Draft = Pick<FrozenRule, "when" | "demand">;

function notEnforced(pointer: string, detail: string, message: string): CodedError {
  return new CodedError("not_enforced", detail, { errors: [{ pointer, message }] });
}

/** Where whoever asks may be one of those who review, they are not among those who are left to approve. */
function peopleNeeded({ when, demand: { approvals } }: Draft): number {
  if (!approvals) return 1;
  const mayAsk = approvals.not_requester && when.role !== "requester";
  return approvals.count + (mayAsk ? 1 : 0);
}

/**
 * Sees to it that a rule promises nothing that nobody keeps.
 * @throws CodedError `no_one_eligible` when it wants more people than may answer, `not_enforced` for groups of people,
 *   which there are not yet, and for a rule that would never have anybody look
 */
export async function demandAnswerable(tx: Transaction, { when, demand }: Draft, now: Date): Promise<void> {
  if (demand.approvals?.groups) {
    throw notEnforced(
      "/demand/approvals/groups",
      "There are no groups yet: a rule that demands an approval of one would promise what is not kept. Leave groups out",
      "is not enforced yet",
    );
  }
  const { modes } = demandedBy({ demand });
  const asks = PolicyStep.options.some((step) => modes[step] !== "auto");
  if (!asks && !demand.approvals) return;
  if (asks && stepsAsked({ when, demand }).length === 0) {
    throw notEnforced(
      "/demand",
      "This rule would never have anybody look: a cost is known from the payload on, and each threshold is measured at one step. Name payload_review in allowed_steps",
      "looks at nothing where it asks",
    );
  }
  const needed = peopleNeeded({ when, demand });
  const people = new Set((await reviewersOf(tx, now)).map(({ person }) => person)).size;
  if (people >= needed) return;
  throw new CodedError(
    "no_one_eligible",
    people === 0
      ? "Nobody could answer what this rule has asked: there is no reviewer and no admin, neither a person nor a key"
      : `Nobody could answer what this rule has asked: it takes ${needed} people, whoever asks included where they may not approve, and there ${people === 1 ? "is 1" : `are ${people}`}. The keys of one person are that person`,
    {
      errors: [
        {
          pointer: demand.approvals ? "/demand/approvals" : "/demand",
          message: "asks more people than may answer",
        },
      ],
    },
  );
}
