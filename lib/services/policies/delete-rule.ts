import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { requireAdmin } from "../people/require-admin";

/**
 * Takes a rule away for the requests that come. Runs that began with it keep it.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`
 */
export async function deleteRule({ db }: { db: Database }, principal: Principal, id: string): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    const { count } = await tx.policyRule.deleteMany({ where: { id } });
    if (count === 0) throw new CodedError("not_found", `There is no rule ${id}.`);
    await tx.ruleCatch.deleteMany({ where: { ruleId: id } });
  });
}
