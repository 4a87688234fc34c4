import { randomUUID } from "node:crypto";
import { type CreateGroup, type Group, mostGroups } from "@/lib/contracts/groups";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { toColumn } from "@/lib/store/connection/json-column";
import { requireAdmin } from "../people/require-admin";
import { demandMembers } from "./demand-members";
import { demandTarget, escalationColumns } from "./escalation";
import { groupView } from "./group-view";
import { refusingTakenName } from "./name-taken";

/**
 * Adds a group of reviewers.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for members who may not decide and for a group that
 *   is not there to escalate to, `conflict` for a name that is taken, or when there are as many groups as there may be
 */
export function createGroup(
  { db }: { db: Database },
  principal: Principal,
  { name, when, members, escalate, assignment }: CreateGroup,
  now: Date,
): Promise<Group> {
  requireAdmin(principal);
  return refusingTakenName(name, () =>
    db.transaction(async (tx) => {
      await demandMembers(tx, members, now);
      await demandTarget(tx, null, escalate);
      if ((await tx.reviewerGroup.count()) >= mostGroups)
        throw refusal("conflict", said("too_many_groups", { most: mostGroups }));
      const row = await tx.reviewerGroup.create({
        data: {
          id: `grp_${randomUUID().replaceAll("-", "")}`,
          name,
          condition: toColumn(when),
          members: toColumn(members),
          ...escalationColumns(escalate),
          assignment,
          createdAt: now,
          updatedAt: now,
        },
      });
      const group = await groupView(tx, row, now);
      await note(tx, principal, { action: "group.created", target: group, after: group }, now);
      return group;
    }),
  );
}
