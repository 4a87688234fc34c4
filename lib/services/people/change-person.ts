import type { ChangePerson, Person } from "@/lib/contracts/people";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { dropPasswordLinks } from "@/lib/store/password-links";
import { absencesOf, countAdmins, lockAdmins, personById, updatePerson } from "@/lib/store/people";
import { endSessions } from "@/lib/store/sessions";
import { requireAdmin } from "./require-admin";
import { personOf } from "./view";

/**
 * Changes a person's name or role, or disables them, which ends their sessions.
 * Throws `forbidden` for everyone but admins, `not_found`, and `conflict` when no admin would be left.
 */
export async function changePerson(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, role, disabled }: ChangePerson,
  now: Date,
): Promise<Person> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    await lockAdmins(tx);
    const before = await personById(tx, id);
    if (before === null) throw new CodedError("not_found", `There is no person ${id}.`);
    const row = await updatePerson(tx, id, { name, role, disabled });
    if ((await countAdmins(tx)) === 0) throw refusal("conflict", said("last_admin"));
    if (disabled !== undefined) await dropPasswordLinks(tx, id);
    if (disabled === true) await endSessions(tx, id);
    const absence = (await absencesOf(tx, [id], now)).get(id);
    const person = personOf(row, absence);
    const act = { action: "person.changed", target: person, before: personOf(before, absence) } as const;
    await note(tx, principal, { ...act, after: person }, now);
    return person;
  });
}
