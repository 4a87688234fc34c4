import { randomUUID } from "node:crypto";
import { type CreateGroup, type Group, mostGroups } from "@/lib/contracts/groups";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { countGroups, insertGroup } from "@/lib/store/groups";
import { requireAdmin } from "../people/require-admin";
import { demandMembers } from "./demand-members";
import { demandTarget } from "./demand-target";
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
  input: CreateGroup,
  now: Date,
): Promise<Group> {
  requireAdmin(principal);
  const { name, members, escalate } = input;
  return refusingTakenName(name, () =>
    db.transaction(async (tx) => {
      await demandMembers(tx, members, now);
      await demandTarget(tx, null, escalate);
      if ((await countGroups(tx)) >= mostGroups)
        throw refusal("conflict", said("too_many_groups", { most: mostGroups }));
      const row = await insertGroup(tx, `grp_${randomUUID().replaceAll("-", "")}`, input, now);
      const group = await groupView(tx, row, now);
      await note(tx, principal, { action: "group.created", target: group, after: group }, now);
      return group;
    }),
  );
}
