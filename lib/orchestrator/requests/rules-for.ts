import type { CreateRun } from "@/lib/contracts/create-run";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { RunPath } from "@/lib/contracts/words";
import type { CreateRunCommand } from "@/lib/core/commands";
import { editorsOf, keepsDuties, type Named, requesterNames } from "@/lib/core/duties";
import { identityOf, type Principal } from "@/lib/core/principal";
import { type Asker, concerning } from "@/lib/core/rules/matches";
import type { RunState } from "@/lib/core/state";
import { enabledRules } from "@/lib/store/policy-rules";
import type { Context } from "../context";

/** What a request tells of itself that rules look at. */
export type Telling = Pick<CreateRun, "user_id" | "metadata">;

/** Who asks, as rules see them. */
export function askerOf(
  { kind, id, role }: Pick<Principal, "kind" | "id" | "role">,
  { user_id, metadata }: Telling,
  path: RunPath,
): Asker {
  return {
    role,
    key_id: kind === "api_key" ? id : null,
    person_id: kind === "user" ? id : null,
    user_id: user_id ?? null,
    path,
    metadata: metadata ?? {},
  };
}

/**
 * The organisation's rules that concern a request, as they stand now: what a run of it keeps.
 * @param path the one that it takes by itself, whichever way rules send it
 */
export async function rulesFor(
  { db }: Pick<Context, "db">,
  principal: Principal,
  telling: Telling,
  path: RunPath = "hitl",
): Promise<FrozenRule[]> {
  return concerning(await enabledRules(db.prisma), askerOf(principal, telling, path));
}

/**
 * What a run keeps of the rules, and, where one of them may demand approvals, who counts as having asked.
 * @param named whom the request names
 */
export function frozenFor(
  rules: FrozenRule[],
  principal: Principal,
  named: Named,
): Pick<CreateRunCommand, "rules" | "requester"> {
  return {
    ...(rules.length > 0 && { rules }),
    ...(keepsDuties({ rules }) && { requester: requesterNames(identityOf(principal), named) }),
  };
}

/** Whose edits a run that is made from another one holds: to begin anew does not make somebody else's work of them. */
export function editorsFrom(parent: RunState): Pick<CreateRunCommand, "editors"> {
  const editors = editorsOf(parent);
  return editors.length > 0 ? { editors } : {};
}
