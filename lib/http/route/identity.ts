import { z } from "zod";
import { addressHeader } from "@/lib/auth/create-auth";
import { askIdentity } from "@/lib/auth/database-faults";
import { demandUncommon } from "@/lib/auth/demand-uncommon";
import { assertPasswordsMove } from "@/lib/auth/passwords";
import { roleOf } from "@/lib/auth/role";
import { sessionPrincipal } from "@/lib/auth/session-principal";
import { type Attempt, SignInDelays } from "@/lib/auth/sign-in-delays";
import type { AuditAction } from "@/lib/contracts/audit";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { ChangePassword, ChangeSelf } from "@/lib/contracts/people";
import type { ProblemCode, ToldInWords } from "@/lib/contracts/problem";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { type Act, note } from "@/lib/store/audit";
import { hasSessionFrom, sessionOfToken } from "@/lib/store/sessions";
import { withApiHeaders } from "../answers/answer";
import { refuse } from "../answers/refuse";
import { type App, getApp } from "../app";
import { identified } from "../request-id";
import { cameByHttps, clientAddress, networkOf } from "../server/client-address";
import { rightsChanged } from "../streams/rights";
import { parseJsonBody } from "./body";
import { originOf } from "./origin";
import { readText } from "./read-text";
import { validate } from "./validate";

// People and keys have addresses of their own; of the library's many only these are open.
const open = new Set([
  "GET /get-session",
  "POST /sign-in/email",
  "POST /sign-out",
  "POST /change-password",
  "POST /update-user",
]);

// Of those that look at a password, none is taken while too many wait.
const withPassword = new Set(["POST /sign-in/email", "POST /change-password"]);

const signingIn = "POST /sign-in/email";

/** What of it the audit log tells. The library has done it by then, in transactions of its own. */
const noted: Readonly<Record<string, AuditAction>> = {
  [signingIn]: "session.begun",
  "POST /sign-out": "session.ended",
  "POST /change-password": "password.changed",
  "POST /update-user": "person.changed",
};

/** After these somebody may be signed in at fewer places. */
const takesRights = new Set(["POST /sign-out", "POST /change-password"]);

const Session = z.object({ token: z.string() });

const delays = new SignInDelays();

/** Passes a request of `/api/auth/…` to the identity library; what it refuses becomes a problem like any other. */
export const identity = identified(async (request: Request): Promise<Response> => {
  const app = await getApp();
  try {
    return withApiHeaders(await answer(app, request, new Date()));
  } catch (error) {
    return withApiHeaders(refuse(error, request, app, null));
  }
});

async function answer(app: App, request: Request, now: Date): Promise<Response> {
  const { pathname } = new URL(request.url);
  const operation = `${request.method} ${pathname.replace(/^\/api\/auth/, "")}`;
  if (!open.has(operation)) throw new CodedError("not_found", `There is nothing at ${operation}.`);
  const text = request.method === "POST" ? await bodyOf(operation, request) : undefined;
  if (withPassword.has(operation)) assertPasswordsMove();
  const headers = new Headers(request.headers);
  const address = clientAddress(headers, app.env.trustedProxies);
  headers.set(addressHeader, address ?? "");
  const ask = () =>
    askIdentity(
      () => app.auth.handler(new Request(request.url, { method: request.method, headers, body: text })),
      ({ status }) => status >= 400,
    );
  const action = noted[operation];
  // Whoever signs out is nobody afterwards.
  const doer = operation === signingIn ? null : await sessionPrincipal(app, headers, now);
  const email = operation === signingIn ? emailIn(text) : null;
  const response = email === null ? await ask() : await signIn(app, email, address, now, ask);
  if (response.status >= 400) throw await refusalOf(response);
  const who = doer ?? (email === null ? null : await whoSignedIn(app, response));
  if (action && who) {
    const origin = originOf(app, request.headers);
    const target = { id: who.id, name: who.name };
    await note(app.db.prisma, { ...who, origin }, { action, target, ...renamed(action, who, text) }, now);
  }
  if (takesRights.has(operation)) rightsChanged(app);
  return cameByHttps(headers, app.env.trustedProxies) ? withSecureCookies(response) : response;
}

/** The body as the library is given it: what it would take too much of is checked, and what it leaves open is said. */
async function bodyOf(operation: string, request: Request): Promise<string> {
  const text = await readText(request);
  const type = request.headers.get("content-type");
  // The library would take a name of any length, and more than a name.
  if (operation === "POST /update-user") validate(ChangeSelf, parseJsonBody(text, type), "body");
  if (operation !== "POST /change-password") return text;
  const passwords = validate(ChangePassword, parseJsonBody(text, type), "body");
  demandUncommon(passwords.newPassword, "/newPassword");
  // Whoever knew the old one is out.
  return printJson({ ...passwords, revokeOtherSessions: true });
}

/** The name as it was and as it became, where that is what changed; its body was found right before. */
function renamed(action: AuditAction, { name }: Principal, text: string | undefined): Partial<Act> {
  if (action !== "person.changed") return {};
  return { before: { name }, after: ChangeSelf.parse(parseJson(text ?? "")) };
}

/** Whose session an answer to a sign-in carries; null where it carries none. */
async function whoSignedIn({ db }: App, response: Response): Promise<Principal | null> {
  const told = Session.safeParse(await response.clone().json());
  if (!told.success) return null;
  const session = await sessionOfToken(db.prisma, told.data.token);
  if (session === null) return null;
  const { id, name, email, role } = session.user;
  return { kind: "user", id, name, email, role: roleOf(role), session_id: session.id };
}

/** The library decides by PUBLIC_URL alone; a proxy's clients are told apart one by one. */
function withSecureCookies(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const cookie of response.headers.getSetCookie())
    headers.append("set-cookie", /;\s*secure\s*(;|$)/i.test(cookie) ? cookie : `${cookie}; Secure`);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** A try to sign in, unless too many went before it. */
async function signIn(
  { db }: App,
  email: string,
  address: string | null,
  now: Date,
  ask: () => Promise<Response>,
): Promise<Response> {
  const familiar = address !== null && (await hasSessionFrom(db.prisma, email, address));
  const attempt: Attempt = { email, network: address === null ? "unknown" : networkOf(address), familiar };
  const wait = delays.begin(attempt, now);
  if (wait > 0) throw tooMany(wait);
  const response = await ask().catch((error) => {
    delays.forgive(attempt, new Date());
    throw error;
  });
  if (response.ok) delays.succeeded(attempt, new Date());
  else if (response.status !== 401) delays.forgive(attempt, new Date());
  return response;
}

function emailIn(text: string | undefined): string | null {
  try {
    const body: unknown = JSON.parse(text ?? "");
    const email = typeof body === "object" && body !== null && "email" in body ? body.email : null;
    return typeof email === "string" ? email.toLowerCase() : null;
  } catch {
    return null;
  }
}

const codes: Record<number, Exclude<ProblemCode, ToldInWords>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  413: "payload_too_large",
};

/** What the identity library refuses, by its own codes. */
const refusals: Readonly<Record<string, Said>> = {
  INVALID_PASSWORD: said("password_wrong"),
  PASSWORD_TOO_SHORT: said("password_short"),
  PASSWORD_TOO_LONG: said("password_long"),
};

async function refusalOf(response: Response): Promise<Error> {
  const { status } = response;
  if (status === 429) return tooMany(Number(response.headers.get("x-retry-after") ?? 60));
  const body: unknown = await response.json().catch(() => null);
  const told = typeof body === "object" && body !== null ? body : {};
  const why = "message" in told ? String(told.message) : "";
  if (status >= 500) return new Error(`The identity library answered ${status}: ${why}`);
  const code = codes[status];
  if (code) return new CodedError(code, why || "The request was refused.");
  const known = "code" in told ? refusals[String(told.code)] : undefined;
  return refusal("validation_error", known ?? said("identity_refused", { why }));
}

function tooMany(seconds: number): CodedError {
  const sentence = `Too many attempts. Try again in ${seconds} seconds.`;
  return new CodedError("rate_limit_exceeded", sentence, { retryAfterSeconds: seconds });
}
