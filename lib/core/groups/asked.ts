import type { AskedGroup, Escalation, GroupCondition } from "@/lib/contracts/groups";
import type { JsonObject } from "@/lib/contracts/json";
import type { RevisionFacts } from "../rules/matches";
import { matches, tells } from "../rules/matches";
import { type Absences, isOfGroup, seated } from "./seats";

interface Group {
  id: string;
  name: string;
  when: GroupCondition;
  members: readonly string[];
  escalate: Escalation | null;
}

interface Reader {
  you: string;
  absences: Absences;
  able: ReadonlySet<string>;
}

/** What a group looks at of a run that waits. */
export interface Waiting {
  facts: Omit<RevisionFacts, "cost">;
  metadata: JsonObject;
  /** When the open question was asked. */
  since: string;
  /** Ids of the groups of which somebody must approve. */
  demanded: readonly string[];
}

/** Whether a question is of the kind that a group is for. A model that only its request describes may be any. */
function isFor({ when }: Pick<Group, "when">, { facts, metadata }: Waiting): boolean {
  return matches({ when, demand: {} }, facts) && tells(when.metadata, metadata);
}

/**
 * The groups that a waiting question is for, each with the time from which on it is theirs: those that must approve and
 * those of its kind at once, and those to which it goes when these have not answered it.
 * @param you whose seats are told
 * @param able ids of those among the members and who stands in for them that may decide
 */
export function askedGroups(
  groups: readonly Group[],
  waiting: Waiting,
  { you, absences, able }: Reader,
): AskedGroup[] {
  const since = new Map<Group, string>();
  for (const group of groups)
    if (waiting.demanded.includes(group.id) || isFor(group, waiting)) since.set(group, waiting.since);
  for (const { escalate } of [...since.keys()]) {
    const target = groups.find(({ id }) => id === escalate?.to);
    if (!escalate || !target) continue;
    const at = new Date(Date.parse(waiting.since) + escalate.after_seconds * 1000).toISOString();
    const before = since.get(target);
    if (before === undefined || at < before) since.set(target, at);
  }
  return [...since].map(([group, at]) => ({
    id: group.id,
    name: group.name,
    yours: isOfGroup(group, you, absences),
    seats: [...seated(group, absences)].filter((id) => able.has(id)).length,
    since: at,
  }));
}
