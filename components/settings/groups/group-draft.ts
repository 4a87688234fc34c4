import {
  type ConditionDraft,
  conditionDraftOf,
  namedIn,
  wrongInCondition,
} from "@/components/rules/condition-draft";
import { spanOf, type TimeUnit, unitSeconds } from "@/components/rules/time-span";
import { isEmpty, numberOf } from "@/components/rules/typed-number";
import {
  type Assignment,
  type ChangeGroup,
  type CreateGroup,
  type Group,
  GroupCondition,
} from "@/lib/contracts/groups";
import { printJson } from "@/lib/contracts/json-text";

/** A group as it is typed. */
export interface GroupDraft {
  name: string;
  when: ConditionDraft;
  /** Ids of people and keys. */
  members: string[];
  /** After how long, in units of time; empty where what nobody answers goes to nobody else. */
  after: string;
  unit: TimeUnit;
  /** Another group, by its id. */
  to: string | null;
  assignment: Assignment;
}

/** A group to be edited; without one, an empty draft. */
export function draftOf(group: Group | null): GroupDraft {
  const span = group?.escalate ? spanOf(group.escalate.after_seconds) : null;
  return {
    name: group?.name ?? "",
    when: conditionDraftOf(group?.when ?? {}),
    members: group?.members.map(({ id }) => id) ?? [],
    after: span === null ? "" : String(span.amount),
    unit: span?.unit ?? "minutes",
    to: group?.escalate?.to ?? null,
    assignment: group?.assignment ?? "anybody",
  };
}

export type Wrong = ReturnType<typeof wrongInCondition>[string] | "minute" | "to";

/** What is wrong with a draft, by the pointer of what it becomes; the rest the server looks at. */
export function wrongIn({ when, after, unit, to }: GroupDraft): Partial<Record<string, Wrong>> {
  const wrong: Partial<Record<string, Wrong>> = wrongInCondition(when);
  if (isEmpty(after)) {
    if (to !== null) wrong["/escalate/after_seconds"] = "minute";
    return wrong;
  }
  if (!(numberOf(after) * unitSeconds[unit] >= 60)) wrong["/escalate/after_seconds"] = "minute";
  if (to === null) wrong["/escalate/to"] = "to";
  return wrong;
}

/** The group on the wire; call it once `wrongIn` finds nothing. */
export function groupOf({ name, when, members, after, unit, to, assignment }: GroupDraft): CreateGroup {
  return {
    name: name.trim(),
    when: GroupCondition.parse(namedIn(when)),
    members,
    escalate:
      to === null || isEmpty(after)
        ? null
        : { after_seconds: Math.round(numberOf(after) * unitSeconds[unit]), to },
    assignment,
  };
}

/** What of a group was changed since it was opened: what somebody else made of the rest meanwhile stays. */
export function changesOf(draft: GroupDraft, opened: Group): ChangeGroup {
  const before = groupOf(draftOf(opened));
  const { name, when, members, escalate, assignment } = groupOf(draft);
  const differ = (left: unknown, right: unknown) => printJson(left) !== printJson(right);
  return {
    ...(name !== before.name && { name }),
    ...(differ(when, before.when) && { when }),
    ...(differ(members.toSorted(), before.members.toSorted()) && { members }),
    ...(differ(escalate, before.escalate) && { escalate }),
    ...(assignment !== before.assignment && { assignment }),
  };
}
