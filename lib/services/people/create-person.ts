import { demandUncommon } from "@/lib/auth/demand-uncommon";
import { insertUser } from "@/lib/auth/insert-user";
import { hashPassword } from "@/lib/auth/passwords";
import type { CreatePerson, Person } from "@/lib/contracts/people";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { refusingTakenEmail } from "./email-taken";
import { requireAdmin } from "./require-admin";
import { personOf } from "./view";

/**
 * Adds a person who can sign in at once with the given password.
 * Throws `forbidden` for everyone but admins, `validation_error` for a common password, and `conflict` when the e-mail address is taken.
 */
export async function createPerson(
  { db }: { db: Database },
  principal: Principal,
  input: CreatePerson,
  now: Date,
): Promise<Person> {
  requireAdmin(principal);
  await demandUncommon(input.password, "/password");
  const passwordHash = await hashPassword(input.password);
  return refusingTakenEmail(input.email, () =>
    db.transaction(async (tx) => {
      const person = personOf(await insertUser(tx, { ...input, passwordHash }));
      await note(tx, principal, { action: "person.created", target: person, after: person }, now);
      return person;
    }),
  );
}
