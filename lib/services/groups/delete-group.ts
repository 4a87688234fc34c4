import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/client";
import { demandNoBudget } from "../budgets/demand-group";
import { requireAdmin } from "../people/require-admin";
import { demandStillAnswerable } from "../policies/demand-answerable";
import { groupView } from "./group-view";

/**
 * Takes a group away. What waited for it is everybody's, and nothing goes to it from others any more.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` as long as a rule wants its approvals
 */
export async function deleteGroup(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    const known = await tx.reviewerGroup.findUnique({ where: { id } });
    if (known === null) throw new CodedError("not_found", `There is no group ${id}.`);
    const before = await groupView(tx, known, now);
    await tx.reviewerGroup.deleteMany({ where: { id } });
    await demandStillAnswerable(tx, id, now);
    await demandNoBudget(tx, id);
    const nobody = { escalateAfter: null, escalateTo: null };
    await tx.reviewerGroup.updateMany({ where: { escalateTo: id }, data: nobody });
    await note(tx, principal, { action: "group.deleted", target: before, before }, now);
  });
}
