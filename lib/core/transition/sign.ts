import { quoted, said } from "@/lib/contracts/sentences";
import type { Answer } from "../commands";
import { approvalsNeeded, atPresent, type Duties, dutiesAt, judge, namedGroups, voterOf } from "../duties";
import { refusal } from "../errors";
import type { Approval, Signing } from "../state";
import { giveBack } from "./claim";
import type { Draft } from "./draft";

/** What comes of a signature: what was signed, a wait for others, or what an admin takes upon themselves. */
type Outcome = "goes_ahead" | "waits" | "glass_broken";

/** Writes one person's approval: the question stays as it is, with its token and its time to answer. */
export function keepApproval(draft: Draft, answer: Answer, signing: Signing, duties: Duties): void {
  const { review } = draft.run;
  if (!review) return;
  const { given, needed } = duties;
  const { by, on_behalf_of, message, made } = answer;
  const { person, groups } = voterOf(answer);
  const counts = needed.groups.flat().filter((id) => groups?.held.includes(id));
  const approval: Approval = {
    ...signing,
    by,
    person,
    on_behalf_of,
    message,
    at: draft.now,
    ...(groups && counts.length > 0 && { groups: namedGroups([...new Set(counts)], groups) }),
    ...(made && { made }),
  };
  draft.emit("approval", {
    says: said("approved_in_part", {
      name: by.name,
      action: signing.action,
      given: given.length + 1,
      needed: approvalsNeeded(duties),
      message: message ? (answer.says ?? quoted(message)) : null,
    }),
    data: { review_id: review.id, approval },
  });
}

/**
 * Going over a budget is for the word by which money is set aside, and never dropped from one that waits for others.
 * @throws CodedError `validation_error`
 */
export function demandNoOverspending({ may_overspend }: Answer): void {
  if (!may_overspend) return;
  throw refusal("validation_error", said("overspends_too_early"), [
    { pointer: "/over_budget", says: said("fault_not_last") },
  ]);
}

/**
 * Puts somebody's name to what is asked. Where approvals are demanded it is kept, and goes ahead with the last of them.
 * @throws CodedError `not_eligible` for whoever may not, unless the glass is broken, `validation_error` for whoever would
 *   go over a budget and is not the last
 */
export function sign(
  draft: Draft,
  answer: Answer & { break_glass?: boolean | undefined },
  signing: Signing,
): Outcome {
  const duties = dutiesAt(atPresent(draft.run, answer), signing);
  if (!duties) return "goes_ahead";
  const verdict = judge(duties, voterOf(answer));
  if (verdict.may && verdict.completes) {
    keepApproval(draft, answer, signing, duties);
    return "goes_ahead";
  }
  if (answer.break_glass) return "glass_broken";
  if (!verdict.may) throw refusal("not_eligible", verdict.why);
  demandNoOverspending(answer);
  keepApproval(draft, answer, signing, duties);
  // It is others' turn now.
  giveBack(draft, answer.by);
  return "waits";
}

/** The same for whoever just edited: where they may not approve, their edit waits for others. */
export function signIfMay(draft: Draft, answer: Answer, signing: Signing): void {
  const duties = dutiesAt(atPresent(draft.run, answer), signing);
  if (duties && judge(duties, voterOf(answer)).may) keepApproval(draft, answer, signing, duties);
}
