import { sessionPrincipal } from "@/lib/auth/session-principal";
import { verifyKey } from "@/lib/auth/verify-key";
import type { Principal } from "@/lib/core/principal";
import { noteUse } from "@/lib/store/sessions";
import type { App } from "../app";

/**
 * Whoever sends these headers: an API key when there is an `Authorization` header, and then
 * nobody else (`Bearer`, or `Token` as Replicate's clients say), or the person of the session cookie. Null when neither counts.
 */
export async function principalOf(
  app: Pick<App, "db" | "auth" | "env">,
  headers: Headers,
): Promise<Principal | null> {
  const now = new Date();
  const authorization = headers.get("authorization");
  if (authorization === null) return sessionPrincipal(app, headers, now);
  const key = /^(?:bearer|token) +(\S{1,512})\s*$/i.exec(authorization)?.[1];
  return key === undefined ? null : verifyKey(app, key, now);
}

/** Sent by the desk with what it asks for while somebody touches it (components/api/at-work.ts). */
export const activeHeader = "x-countersign-active";

/** `principalOf` for a request by which somebody does something: it keeps their session from being idle. */
export async function principalAtWork(app: App, headers: Headers): Promise<Principal | null> {
  const principal = await principalOf(app, headers);
  if (principal?.session_id) await noteUse(app.db.prisma, principal.session_id, new Date());
  return principal;
}
