import type { Principal } from "@/lib/core/principal";
import type { Auth } from "./create-auth";
import { askIdentity } from "./database-faults";
import { roleOf } from "./role";

/** The person whose session cookie these headers carry; null without a session, and for people who were disabled. */
export async function sessionPrincipal(auth: Auth, headers: Headers, now: Date): Promise<Principal | null> {
  if (!headers.has("cookie")) return null;
  const session = await askIdentity(
    () => auth.api.getSession({ headers }),
    (answer) => answer === null,
  );
  if (session === null) return null;
  const { user } = session;
  const banEnds = user.banExpires ?? null;
  if (user.banned === true && (banEnds === null || banEnds > now)) return null;
  const { id, name, email } = user;
  return { kind: "user", id, name, email, role: roleOf(user.role), session_id: session.session.id };
}
