import { randomUUID } from "node:crypto";
import { apiKey } from "@better-auth/api-key";
import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { nextCookies } from "better-auth/next-js";
import { admin } from "better-auth/plugins/admin";
import { adminAc, userAc } from "better-auth/plugins/admin/access";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import type { Env } from "@/lib/env";
import { absenceOf } from "@/lib/store/absence";
import type { Database } from "@/lib/store/connection/client";
import { rememberingFaults } from "./database-faults";
import { comesByHttps } from "./earlier-cookie";
import { passwordLimits } from "./password-limits";
import { hashPassword, verifyPassword } from "./passwords";

export type Auth = ReturnType<typeof createAuth>;

interface Parts {
  env: Pick<Env, "authSecret" | "publicUrl" | "port" | "sessions">;
  db: Database;
  log: Logger;
  /** Sign-in by an issuer, where there is one and it answered. */
  oidc: BetterAuthPlugin | null;
}

/** Carries where a request really comes from to the identity library; set on each that is handed to it. */
export const addressHeader = "x-countersign-client";

/** What the names of our cookies begin with, behind `__Host-` where people come by https. */
export const cookiePrefix = "countersign";

const idPrefixes: Record<string, string> = {
  user: "user",
  session: "session",
  account: "account",
  apikey: "key",
};

/** The identity library, set up for this database: e-mail and password, sessions, roles, hashed API keys. */
export function createAuth({ env, db, log, oidc }: Parts) {
  const isSecure = comesByHttps(env);
  const localUrls = [`http://localhost:${env.port}`, `http://127.0.0.1:${env.port}`];
  return betterAuth({
    appName: "Countersign",
    baseURL: env.publicUrl ?? `http://localhost:${env.port}`,
    basePath: "/api/auth",
    secret: env.authSecret,
    trustedOrigins: (request) => [...localUrls, ...ownOrigins(request)],
    database: prismaAdapter(rememberingFaults(db.prisma), {
      provider: db.kind === "sqlite" ? "sqlite" : "postgresql",
    }),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    // No cached session: a session that was ended, or a role that was taken, counts at once.
    session: {
      cookieCache: { enabled: false },
      expiresIn: env.sessions.longest / 1000,
      // Its end stands from its beginning; when it was idle too long, session-principal.ts says.
      disableSessionRefresh: true,
      additionalFields: {
        seenAt: { type: "date", required: false, input: false },
        confirmedAt: { type: "date", required: false, input: false },
        method: { type: "string", required: false, input: false },
      },
    },
    rateLimit: {
      enabled: true,
      storage: "memory",
      window: 60,
      max: 300,
      // Guesses are slowed down where requests come in (lib/http/route/tries.ts), and those of a code by its plugin as well.
      customRules: {
        "/sign-in/email": false,
        "/get-session": false,
        "/two-factor/*": false,
        "/sign-in/social": { window: 60, max: 100 },
      },
    },
    advanced: {
      // The one header that no client writes.
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // A browser takes such a cookie from this very host alone, by https (RFC 6265bis, 4.1.3.2).
      useSecureCookies: false,
      cookiePrefix: isSecure ? `__Host-${cookiePrefix}` : cookiePrefix,
      defaultCookieAttributes: { secure: isSecure },
      // Said outright, because the library leaves both checks out when it believes to be under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: {
        generateId: ({ model }) => `${idPrefixes[model] ?? model}_${randomUUID().replaceAll("-", "")}`,
      },
    },
    // A fault comes out as it is and becomes an answer and a line of the log where every other does.
    onAPIError: { throw: true },
    logger: { log: (level, message, ...details) => writeLog(log, level, message, details) },
    plugins: [
      admin({
        roles: { requester: userAc, reviewer: userAc, admin: adminAc },
        defaultRole: "requester",
        adminRoles: ["admin"],
      }),
      // No code is asked for less often because a browser was trusted before: identity-operations.ts takes no such word.
      twoFactor({ issuer: "Countersign", twoFactorTable: "twoFactor" }),
      apiKey({
        schema: { apikey: { modelName: "apiKey" } },
        defaultPrefix: "cs_",
        maximumNameLength: 100,
        // A key's own limit would count in the database on every request.
        rateLimit: { enabled: false },
      }),
      ...(oidc ? [oidc] : []),
      nextCookies(),
    ],
  });
}

// A page and the address it posts to agree on the host; behind a proxy only the scheme may differ.
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host == null ? [] : [`http://${host}`, `https://${host}`];
}

// Refusals are logged once, where they become an answer; here only true faults are worth a line.
function writeLog(log: Logger, level: string, message: string, details: unknown[]): void {
  const fault = details.find((detail) => detail instanceof Error && detail.name !== "APIError");
  if (level === "error" && fault !== undefined && absenceOf(fault) === null)
    log.error({ event: "sign_in_failed", err: fault }, message);
  else log.debug(message);
}
