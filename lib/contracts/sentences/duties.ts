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
  glass_without_reason: "Going ahead without the approvals that are demanded needs a reason",
  rule_asks_nobody:
    "This rule would count approvals and have nobody asked for one: leave policy out, or demand require_human",
  needs_reviewer: ({ name }: Whoever) => `${name} is no reviewer`,
  not_eligible: ({ why, names }: Refused, say: Say) =>
    names.length === 0
      ? `${say(why)}. Nobody else may at present; an admin can break the glass`
      : `${say(why)}. Who may: ${names.join(", ")}`,
} as const satisfies Record<string, Sentence>;
