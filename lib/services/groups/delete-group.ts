import type { DeleteGroup } from "@/lib/contracts/groups";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { groupById, groupIds, lockGroups, removeGroup } from "@/lib/store/groups";
import { demandNoBudget } from "../budgets/demand-group";
import { requireAdmin } from "../people/require-admin";
import { demandStillAnswerable, wantingOf } from "../policies/demand-answerable";
import { demandUnchanged, groupView } from "./group-view";

/**
 * Takes a group away. What waited for it is everybody's, and nothing goes to it from others any more.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` as long as a rule or a run that is not over wants
 *   its approvals, a budget is for it, or it is not as the
 *   reader saw it any more
 */
export async function deleteGroup(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { version }: DeleteGroup,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    await lockGroups(tx, await groupIds(tx));
    const known = await groupById(tx, id);
    if (known === null) throw new CodedError("not_found", `There is no group ${id}.`);
    demandUnchanged(known, version);
    const before = await groupView(tx, known, now);
    await removeGroup(tx, id);
    await demandStillAnswerable(tx, await wantingOf(tx, id), now);
    await demandNoBudget(tx, id);
    await note(tx, principal, { action: "group.deleted", target: before, before }, now);
  });
}
