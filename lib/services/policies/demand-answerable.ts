import type { FrozenRule } from "@/lib/contracts/rules";
import { PolicyStep } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { demandedBy, stepsAsked } from "@/lib/core/rules/demand";
import type { Transaction } from "@/lib/store/client";
import { eligible } from "./eligible";

/**
 * Sees to it that a rule promises nothing that nobody keeps.
 * @throws CodedError `no_one_eligible` when it wants a person and there is none who may answer, `not_enforced` for
 *   approvals, which nothing counts yet, and for a rule that would never have anybody look
 */
export async function demandAnswerable(
  tx: Transaction,
  { when, demand }: Pick<FrozenRule, "when" | "demand">,
  now: Date,
): Promise<void> {
  if (demand.approvals) {
    throw new CodedError(
      "not_enforced",
      "Approvals are not counted yet: a rule that demands them would promise what is not kept. Leave approvals out",
      { errors: [{ pointer: "/demand/approvals", message: "is not enforced yet" }] },
    );
  }
  const { modes } = demandedBy({ demand });
  if (PolicyStep.options.every((step) => modes[step] === "auto")) return;
  if (stepsAsked({ when, demand }).length === 0) {
    throw new CodedError(
      "not_enforced",
      "This rule would never have anybody look: a cost is known from the payload on, and each threshold is measured at one step. Name payload_review in allowed_steps",
      { errors: [{ pointer: "/demand", message: "looks at nothing where it asks" }] },
    );
  }
  if ((await eligible(tx, now)).length > 0) return;
  throw new CodedError(
    "no_one_eligible",
    "Nobody could answer what this rule has asked: there is no reviewer and no admin, neither a person nor a key",
    { errors: [{ pointer: "/demand", message: "asks a person, and nobody may answer" }] },
  );
}
