import { createHash, randomBytes, randomUUID } from "node:crypto";
import { demandUncommon } from "@/lib/auth/demand-uncommon";
import { assertPasswordsMove, hashPassword } from "@/lib/auth/passwords";
import { roleOf } from "@/lib/auth/role";
import type { PasswordLink, ResetPassword } from "@/lib/contracts/people";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Origin, Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import {
  dropPasswordLinks,
  keepPasswordLink,
  personOfLink,
  setPassword,
  spendPasswordLink,
} from "@/lib/store/password-links";
import { personById } from "@/lib/store/people";
import { endSessions } from "@/lib/store/sessions";
import { demandOther } from "./demand-other";
import { requireAdmin } from "./require-admin";

/** How long a link works, in milliseconds. */
const lifetime = 3_600_000;

function hashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("base64url");
}

const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "")}`;

/**
 * Makes a one-time link by which a person sets a new password. Only its hash is kept; the one before is dead.
 * @returns its address, which begins with `/` where `PUBLIC_URL` is not set
 * @throws CodedError `forbidden` for everyone but admins, and `not_found`
 */
export async function makePasswordLink(
  { db, env }: { db: Database; env: { publicUrl: string | null } },
  principal: Principal,
  id: string,
  now: Date,
): Promise<PasswordLink> {
  requireAdmin(principal);
  demandOther(principal, id);
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + lifetime);
  await db.transaction(async (tx) => {
    const person = await personById(tx, id);
    if (person === null) throw new CodedError("not_found", `There is no person ${id}.`);
    await keepPasswordLink(tx, { hash: hashOf(token), userId: id, expiresAt });
    await note(tx, principal, { action: "password.link_made", target: person }, now);
  });
  // Behind the #, where no server and no log sees it.
  return { url: `${env.publicUrl ?? ""}/reset#${token}`, expires_at: expiresAt.toISOString() };
}

/**
 * Sets a new password by such a link, which is dead afterwards, and ends all sessions of the person. Nobody is signed in
 * by it: who has a second factor needs it still.
 * @throws CodedError `conflict` for a link that works no more, `validation_error` for a common password
 */
export async function resetPassword(
  { db }: { db: Database },
  { token, password }: ResetPassword,
  origin: Origin,
  now: Date,
): Promise<void> {
  const link = hashOf(token);
  if ((await personOfLink(db.prisma, link, now)) === null) throw dead();
  await demandUncommon(password, "/password");
  assertPasswordsMove();
  const hash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const userId = await personOfLink(tx, link, now);
    const person = userId === null ? null : await personById(tx, userId);
    // Of two at once only one deletes the row.
    if (userId === null || person === null || !(await spendPasswordLink(tx, link, now))) throw dead();
    await setPassword(tx, { id: newId("account"), userId, hash });
    await dropPasswordLinks(tx, userId);
    await endSessions(tx, userId);
    const { id, name, email, role } = person;
    const doer = { kind: "user", id, name, email, role: roleOf(role), origin } as const;
    await note(tx, doer, { action: "password.reset", target: { id, name } }, now);
  });
}

function dead(): CodedError {
  return refusal("conflict", said("password_link_dead"));
}
