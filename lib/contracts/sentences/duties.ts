import type { Said } from "../said";
import type { Say, Sentence } from "../say";

interface Whoever {
  name: string;
}

interface Counted {
  given: number;
  needed: number;
}

interface Refused {
  /** Why one may not. */
  why: Said;
  /** Who may instead; some of them, where there are many. */
  names: string[];
}

/** Who may approve, and how far approving has got. */
export const duties = {
  approved_in_part: (
    {
      name,
      action,
      given,
      needed,
      message,
    }: Whoever & Counted & { action: "approve" | "retry"; message: Said | null },
    say: Say,
  ) =>
    `${name} ${action === "retry" ? "asked for another try" : "approved"} (${given} of ${needed})${message === null ? "" : `: ${say(message)}`}`,
  retry_waits: "Another try, with an edited payload, waits for approval",
  asks_themselves: ({ name }: Whoever) => `${name} asked for this, and whoever asks may not approve it`,
  approved_already: ({ name, given, needed }: Whoever & Counted) =>
    `${name} has approved this already (${given} of ${needed}), and each person counts once`,
  edited_themselves: ({ name }: Whoever) =>
    `${name} edited this, and an approval of somebody who did not is missing`,
  group_missing: ({ name, groups }: Whoever & { groups: string[] }) =>
    `An approval of ${groups.join(" or ")} is missing, where ${name} has no seat that counts`,
  glass_without_reason: "Going ahead without the approvals that are demanded needs a reason",
  rule_asks_nobody:
    "This rule would count approvals and have nobody asked for one: leave policy out, or demand require_human",
  rule_group_gone: "This rule wants an approval of a group that is not there.",
  rule_too_few_seats: ({ people, needed }: { people: number; needed: number }) =>
    `This rule could not be met: ${people} of ${needed} ${needed === 1 ? "person" : "people"} have a seat that counts in its groups`,
  group_holds_rule: ({ name }: Whoever) =>
    `The rule “${name}” wants approvals of this group, and nobody could give them any more`,
  group_holds_runs: ({ runs }: { runs: number }) =>
    runs === 1
      ? "1 run that is not over wants an approval of this group, and nobody could give it any more"
      : `${runs} runs that are not over want an approval of this group, and nobody could give it any more`,
  needs_reviewer: ({ name }: Whoever) => `${name} is no reviewer`,
  not_eligible: ({ why, names }: Refused, say: Say) =>
    names.length === 0
      ? `${say(why)}. Nobody else may at present; an admin can break the glass`
      : `${say(why)}. Who may: ${names.join(", ")}`,
} as const satisfies Record<string, Sentence>;
