import type { Principal } from "@/lib/core/principal";
import type { Env } from "@/lib/env";
import type { Database } from "@/lib/store/connection/client";
import { endSession, lastUse } from "@/lib/store/sessions";
import type { Auth } from "./create-auth";
import { askIdentity } from "./database-faults";
import { roleOf } from "./role";

interface Parts {
  db: Database;
  auth: Auth;
  env: Pick<Env, "sessions">;
}

/**
 * The person whose session cookie these headers carry; null without a session, with one that was idle too long, which
 * ends it, and for people who were disabled.
 */
export async function sessionPrincipal(
  { db, auth, env }: Parts,
  headers: Headers,
  now: Date,
): Promise<Principal | null> {
  if (!headers.has("cookie")) return null;
  const found = await askIdentity(
    () => auth.api.getSession({ headers }),
    (answer) => answer === null,
  );
  if (found === null) return null;
  const { user, session } = found;
  const banEnds = user.banExpires ?? null;
  if (user.banned === true && (banEnds === null || banEnds > now)) return null;
  if (now.getTime() - lastUse(session).getTime() >= env.sessions.idle) {
    await endSession(db.prisma, session.id);
    return null;
  }
  const { id, name, email } = user;
  return { kind: "user", id, name, email, role: roleOf(user.role), session_id: session.id };
}
