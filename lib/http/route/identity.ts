import { addressHeader } from "@/lib/auth/create-auth";
import { askIdentity } from "@/lib/auth/database-faults";
import { withEarlierCookie } from "@/lib/auth/earlier-cookie";
import { assertPasswordsMove } from "@/lib/auth/passwords";
import { roleOf } from "@/lib/auth/role";
import { sessionPrincipal } from "@/lib/auth/session-principal";
import { settleOidc } from "@/lib/auth/settle-oidc";
import { parseJson } from "@/lib/contracts/json-text";
import { ChangeSelf } from "@/lib/contracts/people";
import { SignInMethod } from "@/lib/contracts/sessions";
import { CodedError } from "@/lib/core/errors";
import type { Origin, Principal } from "@/lib/core/principal";
import { type Act, note } from "@/lib/store/audit";
import { dropPasswordLinks } from "@/lib/store/password-links";
import { personById } from "@/lib/store/people";
import { endSession, endSessions, noteProof, sessionById, sessionOfToken } from "@/lib/store/sessions";
import { takeCode } from "@/lib/store/used-codes";
import { withApiHeaders } from "../answers/answer";
import { refuse } from "../answers/refuse";
import { type App, getApp } from "../app";
import { identified } from "../request-id";
import { cameByHttps, clientAddress } from "../server/client-address";
import { rightsChanged } from "../streams/rights";
import { type Operation, operations, WithCode } from "./identity-operations";
import { refusalOf } from "./identity-refusals";
import { originOf } from "./origin";
import { readText } from "./read-text";
import { tried } from "./tries";

type Begun = Principal & { session_id: string };

const signingIn = "POST /sign-in/email";

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
  const name = `${request.method} ${pathname.replace(/^\/api\/auth/, "")}`;
  const operation = operations[name];
  if (!operation) throw new CodedError("not_found", `There is nothing at ${name}.`);
  const text = request.method === "POST" ? await readText(request) : undefined;
  const type = request.headers.get("content-type");
  const body = text === undefined ? undefined : await (operation.body?.(text, type) ?? text);
  if (operation.hashes) assertPasswordsMove();
  const headers = new Headers(request.headers);
  const address = clientAddress(headers, app.env.trustedProxies);
  headers.set(addressHeader, address ?? "");
  // Whoever signs out is nobody afterwards.
  const doer = name === signingIn ? null : await sessionPrincipal(app, headers, now);
  const cookie = doer && withEarlierCookie(headers)?.get("cookie");
  if (cookie) headers.set("cookie", cookie);
  const before = await stateOf(app, doer);
  const ask = () =>
    askIdentity(
      () => app.auth.handler(new Request(request.url, { method: request.method, headers, body })),
      ({ status }) => status >= 400,
    );
  const email = name === signingIn ? emailIn(body) : (doer?.email ?? null);
  const isTry = name === signingIn || operation.proves !== undefined || operation.hashes === true;
  const answered = await (isTry && email !== null
    ? tried(app, { email, address }, ask, (answer) => outcomeOf(answer, doer))
    : ask());
  if (answered.status >= 400) throw await refusalOf(answered, doer !== null);
  const response = (await operation.answer?.(answered, text ?? "")) ?? answered;
  const origin = originOf(app, request.headers);
  const { begun, provedAt } = await settled(app, operation, await begunBy(app, response), origin, now);
  const who = begun ?? doer;
  if (who && operation.proves === "totp") await demandUnused(app, who, body, now);
  const method = operation.proves ?? before.method;
  // Where nothing was proved, the session is the one of before.
  const isProof = operation.proves !== undefined || operation.hashes === true;
  if (begun && method && isProof)
    await noteProof(app.db.prisma, begun.session_id, { method, at: provedAt, now });
  const enrols = operation.audits === "second_factor.set_up" && !before.enrolled;
  // Whoever came in by the password alone is out from now on, whoever they are.
  if (doer && enrols) await endSessions(app.db.prisma, doer.id, begun?.session_id);
  if (doer && operation.audits === "password.changed") await dropPasswordLinks(app.db.prisma, doer.id);
  const record = (who: Principal, act: Omit<Act, "target">) =>
    note(app.db.prisma, { ...who, origin }, { ...act, target: { id: who.id, name: who.name } }, now);
  if (doer && operation.audits && (enrols || operation.audits !== "second_factor.set_up"))
    await record(doer, { action: operation.audits, ...renamed(name, doer, body) });
  if (!doer && begun) await record(begun, { action: "session.begun", after: { method } });
  if (operation.takesRights) rightsChanged(app);
  return cameByHttps(headers, app.env.trustedProxies) ? withSecureCookies(response) : response;
}

/** How a session began, for the one that takes its place, and whether its person had an authenticator before. */
async function stateOf({ db }: App, doer: Principal | null) {
  const session = doer?.session_id ? await sessionById(db.prisma, doer.session_id) : null;
  const person = doer && (await personById(db.prisma, doer.id));
  const method = SignInMethod.safeParse(session?.method).data ?? null;
  return { method, enrolled: person?.twoFactorEnabled === true };
}

/** A code that was right before is none any more, and what it began ends before a browser hears of it. */
async function demandUnused({ db }: App, who: Principal, body: string | undefined, now: Date): Promise<void> {
  const { code } = WithCode.parse(parseJson(body ?? ""));
  if (await takeCode(db.prisma, who.id, code, now)) return;
  if (who.session_id) await endSession(db.prisma, who.session_id);
  throw new CodedError("unauthenticated", "This code was used already. Wait for the next one.");
}

/** Of somebody who is signed in, the library refuses a wrong word as a request that is not right. */
function outcomeOf({ ok, status }: Response, doer: Principal | null): "right" | "wrong" | "neither" {
  if (ok) return "right";
  return status === 401 || (doer !== null && status === 400) ? "wrong" : "neither";
}

/** The name as it was and as it became, where that is what changed; its body was found right before. */
function renamed(operation: string, { name }: Principal, body: string | undefined): Partial<Act> {
  if (operation !== "POST /update-user") return {};
  return { before: { name }, after: ChangeSelf.parse(parseJson(body ?? "")) };
}

/** Whoever an issuer sent has the role that its claims give, before their browser hears of the session. */
async function settled(
  { db, env }: App,
  { proves }: Operation,
  principal: Begun | null,
  origin: Origin,
  now: Date,
): Promise<{ begun: Begun | null; provedAt: Date }> {
  if (principal === null || proves !== "oidc" || env.oidc === null)
    return { begun: principal, provedAt: now };
  const { role, proved_at } = await settleOidc({ db, oidc: env.oidc, principal, origin, now });
  return { begun: { ...principal, role }, provedAt: proved_at };
}

/** Whose session an answer gives a cookie for; null where it gives none. */
async function begunBy({ db }: App, response: Response): Promise<Begun | null> {
  const [, value] =
    response.headers
      .getSetCookie()
      .map((line) => /^[\w-]*countersign\.session_token=([^;]+)/.exec(line))
      .findLast((found) => found !== null) ?? [];
  const [token] = decodeURIComponent(value ?? "").split(".");
  const session = token ? await sessionOfToken(db.prisma, token) : null;
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

function emailIn(text: string | undefined): string | null {
  try {
    const body: unknown = JSON.parse(text ?? "");
    const email = typeof body === "object" && body !== null && "email" in body ? body.email : null;
    return typeof email === "string" ? email.toLowerCase() : null;
  } catch {
    return null;
  }
}
