import { writtenAddress } from "@/lib/auth/session-address";
import { type Sessions, type SessionView, SignInMethod } from "@/lib/contracts/sessions";
import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database, Transaction } from "@/lib/store/connection/client";
import { personById } from "@/lib/store/people";
import { endSession, endSessions, lastUse, sessionsOf } from "@/lib/store/sessions";

interface Parts {
  db: Database;
  /** How long a session lasts when nothing is done with it, in milliseconds. */
  env: { sessions: { idle: number } };
}

type Row = Awaited<ReturnType<typeof sessionsOf>>[number];

function viewOf(row: Row, principal: Principal): SessionView {
  return {
    id: row.id,
    current: row.id === principal.session_id,
    user_agent: row.userAgent || null,
    address: row.ipAddress ? writtenAddress(row.ipAddress) : null,
    method: SignInMethod.safeParse(row.method).data ?? null,
    begun_at: row.createdAt.toISOString(),
    seen_at: lastUse(row).toISOString(),
    ends_at: row.expiresAt.toISOString(),
  };
}

/** The person whose sessions these are, for themselves and for admins. */
async function demandPerson(tx: Transaction, principal: Principal, id: string) {
  const own = principal.kind === "user" && principal.id === id;
  if (!own && !hasRole(principal, "admin"))
    throw new CodedError("forbidden", "Only an admin may see or end the sessions of somebody else.");
  const person = await personById(tx, id);
  if (person === null) throw new CodedError("not_found", `There is no person ${id}.`);
  return person;
}

/**
 * Where a person is signed in, the newest first.
 * @throws CodedError `forbidden` for whoever is neither that person nor an admin, and `not_found`
 */
export async function listSessions(
  { db, env }: Parts,
  principal: Principal,
  id: string,
  now: Date,
): Promise<Sessions> {
  await demandPerson(db.prisma, principal, id);
  const rows = await sessionsOf(db.prisma, id, env.sessions.idle, now);
  return { data: rows.map((row) => viewOf(row, principal)) };
}

/**
 * Ends one of a person's sessions.
 * @throws CodedError `forbidden` for whoever is neither that person nor an admin, and `not_found`
 */
export async function revokeSession(
  { db, env }: Parts,
  principal: Principal,
  ids: { id: string; session: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await demandPerson(tx, principal, ids.id);
    const row = (await sessionsOf(tx, ids.id, env.sessions.idle, now)).find(({ id }) => id === ids.session);
    if (!row || !(await endSession(tx, row.id)))
      throw new CodedError("not_found", `${person.name} has no session ${ids.session}.`);
    const { user_agent, address } = viewOf(row, principal);
    const before = { sessions: 1, user_agent, address };
    await note(tx, principal, { action: "sessions.revoked", target: person, before }, now);
  });
}

/**
 * Ends all sessions of a person, but the one by which this is asked.
 * @throws CodedError `forbidden` for whoever is neither that person nor an admin, and `not_found`
 */
export async function revokeSessions(
  { db }: Parts,
  principal: Principal,
  id: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await demandPerson(tx, principal, id);
    const sessions = await endSessions(tx, id, principal.session_id);
    await note(tx, principal, { action: "sessions.revoked", target: person, before: { sessions } }, now);
  });
}
