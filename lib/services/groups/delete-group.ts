import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { requireAdmin } from "../people/require-admin";

/**
 * Takes a group away. What waited for it is everybody's, and nothing goes to it from others any more.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`
 */
export async function deleteGroup({ db }: { db: Database }, principal: Principal, id: string): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    const { count } = await tx.reviewerGroup.deleteMany({ where: { id } });
    if (count === 0) throw new CodedError("not_found", `There is no group ${id}.`);
    const nobody = { escalateAfter: null, escalateTo: null };
    await tx.reviewerGroup.updateMany({ where: { escalateTo: id }, data: nobody });
  });
}
