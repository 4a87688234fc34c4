import { SignInMethod } from "@/lib/contracts/sessions";
import type { Principal } from "@/lib/core/principal";
import type { Env } from "@/lib/env";
import type { Database } from "@/lib/store/connection/client";
import { endSession, lastUse } from "@/lib/store/sessions";
import type { Auth } from "./create-auth";
import { askIdentity } from "./database-faults";
import { comesByHttps, withEarlierCookie } from "./earlier-cookie";
import { roleOf } from "./role";

/** Ways to sign in that need no second factor beside them: a passkey is two, and of an issuer its own rules hold. */
const strong: ReadonlySet<string> = new Set(["passkey", "oidc"]);
/** Ways to sign in by which a code was given: of somebody who has an authenticator no other session counts as theirs. */
const withCode: ReadonlySet<string> = new Set(["totp", "recovery_code"]);

interface Parts {
  db: Database;
  auth: Auth;
  env: Pick<Env, "sessions" | "publicUrl" | "requireSecondFactor">;
}

function sessionIn(auth: Auth, headers: Headers) {
  return askIdentity(
    () => auth.api.getSession({ headers }),
    (answer) => answer === null,
  );
}

/** A session that began before its cookie got its name, and how it began was noted. */
async function earlierSession(auth: Auth, env: Parts["env"], headers: Headers) {
  const renamed = comesByHttps(env) ? withEarlierCookie(headers) : null;
  const found = renamed && (await sessionIn(auth, renamed));
  return found?.session.method == null ? found : null;
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
  const found = (await sessionIn(auth, headers)) ?? (await earlierSession(auth, env, headers));
  if (found === null) return null;
  const { user, session } = found;
  const banEnds = user.banExpires ?? null;
  if (user.banned === true && (banEnds === null || banEnds > now)) return null;
  if (now.getTime() - lastUse(session).getTime() >= env.sessions.idle) {
    await endSession(db.prisma, session.id);
    return null;
  }
  const { id, name, email } = user;
  const role = roleOf(user.role);
  const enrolled = user.twoFactorEnabled === true;
  const has = strong.has(session.method ?? "") || (enrolled && withCode.has(session.method ?? ""));
  const demanded = !has && env.requireSecondFactor && role !== "requester";
  return {
    kind: "user",
    id,
    name,
    email,
    role: demanded ? "requester" : role,
    session_id: session.id,
    confirmed_at: session.confirmedAt ?? session.createdAt,
    signed_in_by: SignInMethod.safeParse(session.method).data ?? null,
    second_factor: demanded ? "demanded" : has || enrolled ? "on" : "off",
  };
}
