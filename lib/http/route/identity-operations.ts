import { z } from "zod";
import { demandUncommon } from "@/lib/auth/demand-uncommon";
import { oidcProvider } from "@/lib/auth/oidc";
import type { AuditAction } from "@/lib/contracts/audit";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { ChangePassword, ChangeSelf } from "@/lib/contracts/people";
import { SignInElsewhere, type SignInMethod } from "@/lib/contracts/sessions";
import { parseJsonBody } from "./body";
import { validate } from "./validate";

/** An operation of the identity library that is open, and what stands around it here. */
export interface Operation {
  /** What of it the audit log tells, where somebody who is signed in does it. */
  audits?: AuditAction;
  /** How somebody proved who they are when it begins a session, or goes on with one. */
  proves?: SignInMethod;
  /** It looks at a password: none is taken while too many wait. */
  hashes?: true;
  /** After it somebody may be signed in at fewer places. */
  takesRights?: true;
  /** The body as the library is given it: what it would take too much of is checked. */
  body?: (text: string, type: string | null) => string | Promise<string>;
  /** Its answer as it is given, by the body that was sent. */
  answer?: (response: Response, text: string) => Promise<Response>;
}

const code = z.string().trim().min(6).max(20);

function checked(schema: z.ZodType) {
  return (text: string, type: string | null) =>
    printJson(validate(schema, parseJsonBody(text, type), "body"));
}

const withPassword = checked(z.strictObject({ password: z.string().max(1_000) }));
// The library would take a browser's word for a month that it need not ask again.
export const WithCode = z.strictObject({ code });
const withCode = checked(WithCode);

async function newPassword(text: string, type: string | null): Promise<string> {
  const passwords = validate(ChangePassword, parseJsonBody(text, type), "body");
  await demandUncommon(passwords.newPassword, "/newPassword");
  // Whoever knew the old one is out.
  return printJson({ ...passwords, revokeOtherSessions: true });
}

/** Where one wanted to go, as what the library is asked: it knows one issuer, and leads back to us alone. */
function toIssuer(text: string, type: string | null): string {
  const { next } = validate(SignInElsewhere, parseJsonBody(text, type), "body");
  return printJson({ provider: oidcProvider, callbackURL: next, errorCallbackURL: "/sign-in?why=refused" });
}

/**
 * The way to an issuer that has to ask anew who it is: it must, and must say when it did (OpenID Connect Core 1.0, 3.1.2.1).
 */
async function askingAnew(response: Response, text: string): Promise<Response> {
  if (!SignInElsewhere.parse(parseJson(text)).again) return response;
  const answer: unknown = parseJson(await response.clone().text());
  const { url, ...rest } = z.looseObject({ url: z.url() }).parse(answer);
  const to = new URL(url);
  to.searchParams.set("prompt", "login");
  to.searchParams.set("max_age", "0");
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  // The library leads there by itself, too, where a browser follows.
  if (headers.has("location")) headers.set("location", to.href);
  return new Response(printJson({ ...rest, url: to.href }), { status: response.status, headers });
}

/** People and keys have addresses of their own; of the library's many only these are open. */
export const operations: Readonly<Record<string, Operation>> = {
  "GET /get-session": {},
  "POST /sign-in/email": { proves: "password", hashes: true },
  // The issuer, and where to go afterwards.
  "POST /sign-in/social": { body: toIssuer, answer: askingAnew },
  "GET /callback/oidc": { proves: "oidc" },
  "POST /sign-out": { audits: "session.ended", takesRights: true },
  "POST /change-password": {
    audits: "password.changed",
    hashes: true,
    takesRights: true,
    body: newPassword,
  },
  // It would take a name of any length, and more than a name.
  "POST /update-user": { audits: "person.changed", body: checked(ChangeSelf) },
  "POST /two-factor/enable": { hashes: true, body: withPassword },
  "POST /two-factor/verify-totp": {
    audits: "second_factor.set_up",
    proves: "totp",
    takesRights: true,
    body: withCode,
  },
  "POST /two-factor/verify-backup-code": { proves: "recovery_code", body: withCode },
  "POST /two-factor/generate-backup-codes": {
    audits: "recovery_codes.made",
    hashes: true,
    body: withPassword,
  },
  "POST /two-factor/disable": {
    audits: "second_factor.removed",
    hashes: true,
    takesRights: true,
    body: withPassword,
  },
};
