import type { ChangeGroup, Group } from "@/lib/contracts/groups";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { groupById, groupIds, lockGroups, updateGroup } from "@/lib/store/groups";
import { requireAdmin } from "../people/require-admin";
import { answerableOf, demandStillAnswerable, wantingOf } from "../policies/demand-answerable";
import { demandMembers } from "./demand-members";
import { demandTarget } from "./demand-target";
import { demandUnchanged, groupView } from "./group-view";
import { refusingTakenName } from "./name-taken";

/**
 * Changes a group, which counts at once, for questions that wait already as well.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `validation_error` for members who may not
 *   decide, `conflict` for a name that is taken, and for a change by which a rule, or what a run
 *   waits for, could not be met any more, or when it is not as the reader saw it any more
 */
export function changeGroup(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, when, members, escalate, assignment, version }: ChangeGroup,
  now: Date,
): Promise<Group> {
  requireAdmin(principal);
  return refusingTakenName(name, () =>
    db.transaction(async (tx) => {
      // A rule may want somebody of this group or of another, which somebody else may be emptying.
      await lockGroups(tx, members ? await groupIds(tx) : [id]);
      const known = await groupById(tx, id);
      if (known === null) throw new CodedError("not_found", `There is no group ${id}.`);
      demandUnchanged(known, version);
      const before = await groupView(tx, known, now);
      const met = members ? await answerableOf(tx, await wantingOf(tx, id), now) : [];
      if (members) await demandMembers(tx, members, now);
      if (escalate) await demandTarget(tx, id, escalate);
      const row = await updateGroup(tx, id, { name, when, members, escalate, assignment }, now);
      await demandStillAnswerable(tx, met, now);
      const group = await groupView(tx, row, now);
      await note(tx, principal, { action: "group.changed", target: group, before, after: group }, now);
      return group;
    }),
  );
}
