import { demandUncommon } from "@/lib/auth/demand-uncommon";
import { insertUser } from "@/lib/auth/insert-user";
import { assertPasswordsMove, hashPassword } from "@/lib/auth/passwords";
import { judgeSetupToken, spendSetupToken } from "@/lib/auth/setup-token";
import type { Person, SetUp } from "@/lib/contracts/people";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Origin } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { countPeople } from "@/lib/store/people";
import { personOf } from "./view";

/** True while nobody exists who could sign in. */
export async function setUpNeeded(db: Database): Promise<boolean> {
  return (await countPeople(db.prisma)) === 0;
}

/**
 * Makes the first admin with the one-time token the start printed; the token is dead afterwards.
 * Throws `forbidden` for a wrong or expired token, `validation_error` for a common password, and `conflict` once there is somebody.
 */
export async function setUpFirstAdmin(
  { db }: { db: Database },
  input: SetUp,
  origin: Origin,
  now: Date,
): Promise<Person> {
  await requireGoodToken(db, input.token, now);
  await demandUncommon(input.password, "/password");
  assertPasswordsMove();
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    // Of two at once only one deletes the token: exactly one first admin.
    if (!(await spendSetupToken(tx)) || (await countPeople(tx)) > 0) throw alreadyDone();
    const person = personOf(await insertUser(tx, { ...input, role: "admin", passwordHash }));
    const made = { action: "person.created", target: person, after: person } as const;
    await note(tx, { kind: "user", ...person, origin }, made, now);
    return person;
  });
}

async function requireGoodToken(db: Database, token: string, now: Date): Promise<void> {
  if (!(await setUpNeeded(db))) throw alreadyDone();
  const state = await judgeSetupToken(db.prisma, token, now);
  if (state === "good") return;
  if (state === "used") throw alreadyDone();
  const why = state === "expired" ? "has expired" : "is not the one the last start printed";
  throw new CodedError(
    "forbidden",
    `This set-up link ${why}. Restart Countersign to get a new one in its log.`,
  );
}

function alreadyDone(): CodedError {
  return refusal("conflict", said("admin_made"));
}
