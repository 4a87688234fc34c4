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

/**
 * Gives whoever signed in the role that the issuer's claims say, also a lesser one than before, writes it down, and
 * forgets the issuer's tokens, which nothing needs any more.
 */
export async function settleOidc({ db, oidc, principal, origin, now }: SignedIn): Promise<Role> {
  return db.transaction(async (tx) => {
    const where = { providerId: oidcProvider, userId: principal.id };
    const account = await tx.account.findFirst({ where, orderBy: { updatedAt: "desc" } });
    // The library has checked the very token.
    const role = (account?.idToken && roleByClaims(decodeJwt(account.idToken), oidc)) || "requester";
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
    return role;
  });
}
