import { insertUser } from "@/lib/auth/insert-user";
import { hashPassword } from "@/lib/auth/passwords";
import type { CreatePerson, Person } from "@/lib/contracts/people";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { refusingTakenEmail } from "./email-taken";
import { requireAdmin } from "./require-admin";
import { personOf } from "./view";

/**
 * Adds a person who can sign in at once with the given password.
 * Throws `forbidden` for everyone but admins and `conflict` when the e-mail address is taken.
 */
export async function createPerson(
  { db }: { db: Database },
  principal: Principal,
  input: CreatePerson,
): Promise<Person> {
  requireAdmin(principal);
  const passwordHash = await hashPassword(input.password);
  const row = await refusingTakenEmail(input.email, () =>
    db.transaction((tx) => insertUser(tx, { ...input, passwordHash })),
  );
  return personOf(row);
}
