import { decodeJwt } from "jose";
import type { Role } from "@/lib/contracts/words";
import type { Origin, Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { type OidcSettings, oidcProvider, roleByClaims } from "./oidc";
import { roleOf } from "./role";

interface SignedIn {
  db: Database;
  oidc: OidcSettings;
  /** Who has just signed in by it; their browser knows nothing of the session yet. */
  principal: Principal;
  origin: Origin;
  now: Date;
}

interface Settled {
  role: Role;
  /** When the issuer last asked them who they are; at the beginning of time where it does not say. */
  proved_at: Date;
}

/** By `auth_time` (OpenID Connect Core 1.0, 2), in seconds: a session at the issuer may be hours old. */
function provedBy(authTime: unknown, now: Date): Date {
  const at = typeof authTime === "number" && Number.isFinite(authTime) ? authTime * 1000 : 0;
  return new Date(Math.max(0, Math.min(at, now.getTime())));
}

/**
 * Gives whoever signed in the role that the issuer's claims say, also a lesser one than before, writes it down, and
 * forgets the issuer's tokens, which nothing needs any more.
 */
export async function settleOidc({ db, oidc, principal, origin, now }: SignedIn): Promise<Settled> {
  return db.transaction(async (tx) => {
    const where = { providerId: oidcProvider, userId: principal.id };
    const account = await tx.account.findFirst({ where, orderBy: { updatedAt: "desc" } });
    // The library has checked the very token.
    const claims = account?.idToken ? decodeJwt(account.idToken) : null;
    const role = (claims && roleByClaims(claims, oidc)) || "requester";
    const before = await tx.user.findUniqueOrThrow({ where: { id: principal.id } });
    const was = roleOf(before.role);
    await tx.account.updateMany({ where, data: { idToken: null, accessToken: null, refreshToken: null } });
    const isNew = before.createdAt >= now;
    if (was !== role) await tx.user.update({ where: { id: principal.id }, data: { role } });
    const { id, name, email } = before;
    const act = isNew
      ? ({ action: "person.created", after: { name, email, role } } as const)
      : ({ action: "person.changed", before: { role: was }, after: { role } } as const);
    if (isNew || was !== role)
      await note(tx, { ...principal, role, origin }, { ...act, target: { id, name } }, now);
    return { role, proved_at: provedBy(claims?.auth_time, now) };
  });
}
