import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { personById } from "@/lib/store/people";
import { dropSecondFactor, endSessions } from "@/lib/store/sessions";
import { demandOther } from "./demand-other";
import { requireAdmin } from "./require-admin";

/**
 * Takes away the second factor of somebody who lost it, and signs them out everywhere.
 * @throws CodedError `forbidden` for everyone but admins, and `not_found` where there is no such person or factor
 */
export async function removeSecondFactor(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  demandOther(principal, id);
  await db.transaction(async (tx) => {
    const person = await personById(tx, id);
    if (person === null) throw new CodedError("not_found", `There is no person ${id}.`);
    if (!(await dropSecondFactor(tx, id)))
      throw new CodedError("not_found", `${person.name} has no second factor.`);
    await endSessions(tx, id);
    await note(tx, principal, { action: "second_factor.removed", target: person }, now);
  });
}
