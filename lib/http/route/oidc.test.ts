import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { OidcSettings } from "@/lib/auth/oidc";
import { isFresh } from "@/lib/core/principal";
import { changePerson } from "@/lib/services/people/change-person";
import { testAdmin, testApp, testPerson } from "@/lib/testing/app";
import { identity } from "./identity";
import { principalOf } from "./principal";

const base = "http://localhost:3000";
const [key, foreign] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];

/** What the issuer says of whoever signs in, and how it lies about it. */
interface Word {
  claims: Record<string, unknown>;
  audience: string;
  issuer: string;
  expires: string;
  nonce: (asked: string) => string;
  key: CryptoKey;
  /** An answer without an ID token. */
  bare: boolean;
}

let url = "";
const honest = (): Word => ({
  claims: {
    sub: "grace",
    email: "grace@example.com",
    email_verified: true,
    name: "Grace",
    roles: ["countersign-reviewer"],
  },
  audience: "countersign",
  issuer: url,
  expires: "5m",
  nonce: (asked) => asked,
  key: key.privateKey,
  bare: false,
});
let word: Word = honest();
/** What a code was given for: the nonce, and the challenge of PKCE (RFC 7636). */
const codes = new Map<string, { nonce: string; challenge: string }>();

const issuer = createServer(async (request, response) => {
  const json = (body: object, status = 200) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (request.url === "/.well-known/openid-configuration")
    return json({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/userinfo`,
      jwks_uri: `${url}/jwks`,
      id_token_signing_alg_values_supported: ["RS256"],
    });
  if (request.url === "/jwks")
    return json({ keys: [{ ...(await exportJWK(key.publicKey)), alg: "RS256", kid: "one" }] });
  if (request.url === "/userinfo") return json(word.claims);
  let body = "";
  for await (const chunk of request) body += chunk;
  const given = new URLSearchParams(body);
  const asked = codes.get(given.get("code") ?? "");
  codes.delete(given.get("code") ?? "");
  const challenge = createHash("sha256")
    .update(given.get("code_verifier") ?? "")
    .digest("base64url");
  if (!asked || asked.challenge !== challenge) return json({ error: "invalid_grant" }, 400);
  const idToken = await new SignJWT({ ...word.claims, nonce: word.nonce(asked.nonce) })
    .setProtectedHeader({ alg: "RS256", kid: "one" })
    .setIssuer(word.issuer)
    .setAudience(word.audience)
    .setIssuedAt()
    .setExpirationTime(word.expires)
    .sign(word.key);
  json({ access_token: "an access token", token_type: "Bearer", ...(!word.bare && { id_token: idToken }) });
});
issuer.listen(0, "127.0.0.1");
await once(issuer, "listening");
afterAll(() => void issuer.close());
const address = issuer.address();
url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

const oidc: OidcSettings = {
  issuer: url,
  clientId: "countersign",
  clientSecret: "a secret",
  roleClaim: "roles",
  words: { admin: ["countersign-admin"], reviewer: ["countersign-reviewer"], requester: ["countersign"] },
};
const app = await testApp({ oidc });
await testPerson(app, "admin");

beforeEach(() => {
  word = honest();
});

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .filter((cookie) => !cookie.endsWith("="))
    .join("; ");

/** Goes to the issuer and back, as a browser does; the answer to the way back, and what the browser holds then. */
async function signIn(change: { state?: string; cookie?: string; again?: boolean } = {}) {
  const headers = { origin: base, host: "localhost:3000", "content-type": "application/json" };
  const begin = { method: "POST", headers, body: JSON.stringify({ next: "/runs?x=1", again: change.again }) };
  const begun = await identity(new Request(`${base}/api/auth/sign-in/social`, begin));
  expect(begun.status, await begun.clone().text()).toBe(200);
  const to = new URL((await begun.json()).url);
  expect(to.href.startsWith(`${url}/authorize?`)).toBe(true);
  const asked = to.searchParams;
  expect([asked.get("prompt"), asked.get("max_age")]).toEqual(change.again ? ["login", "0"] : [null, null]);
  const code = `code-${codes.size}-${Math.random()}`;
  codes.set(code, { nonce: asked.get("nonce") ?? "", challenge: asked.get("code_challenge") ?? "" });
  const back = new URL(asked.get("redirect_uri") ?? "");
  back.search = String(new URLSearchParams({ code, state: change.state ?? asked.get("state") ?? "" }));
  const cookie = change.cookie ?? cookiesOf(begun);
  const response = await identity(new Request(back, { headers: { cookie, host: "localhost:3000" } }));
  return { response, cookie: cookiesOf(response), address: back };
}

async function whoIs(cookie: string) {
  return principalOf(app, new Headers({ cookie }));
}

const people = () => app.db.prisma.user.count();
const sessions = () => app.db.prisma.session.count();

test("whoever the issuer vouches for comes in, with the role that its claim says, back where they wanted to go", async () => {
  const { response, cookie } = await signIn();
  expect([response.status, response.headers.get("location")]).toEqual([302, "/runs?x=1"]);
  expect(await whoIs(cookie)).toMatchObject({
    email: "grace@example.com",
    role: "reviewer",
    second_factor: "on",
  });
  const account = await app.db.prisma.account.findFirstOrThrow({ where: { providerId: "oidc" } });
  expect([account.idToken, account.accessToken, account.refreshToken]).toEqual([null, null, null]);
  const acts = await app.db.prisma.auditEntry.findMany({ where: { actorId: account.userId } });
  expect(acts.map(({ action }) => action)).toEqual(["person.created", "session.begun"]);
});

test("a role whose claim is gone is gone at the next sign-in, and one that came is there", async () => {
  word.claims.roles = ["countersign-admin"];
  expect(await whoIs((await signIn()).cookie)).toMatchObject({ role: "admin" });
  word.claims.roles = "countersign";
  const { cookie } = await signIn();
  expect(await whoIs(cookie)).toMatchObject({ role: "requester" });
});

test("somebody with a password here is the same person, and one who was disabled stays out", async () => {
  const person = await testPerson(app, "reviewer");
  word.claims = { ...word.claims, sub: "ann", email: person.email };
  const { cookie } = await signIn();
  expect(await whoIs(cookie)).toMatchObject({ id: person.id, role: "reviewer" });
  await changePerson(app, testAdmin, person.id, { disabled: true }, new Date());
  const again = await signIn().catch(() => null);
  expect(again && (await whoIs(again.cookie))).toBeNull();
});

describe("a proof of who one is", () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const fresh = async (cookie: string) => {
    const principal = await whoIs(cookie);
    return principal !== null && isFresh(principal, 300_000, new Date());
  };

  test("is a sign-in for which the issuer asked just now, and none that it remembered or does not tell of", async () => {
    expect(await fresh((await signIn()).cookie)).toBe(false);
    word.claims.auth_time = seconds() - 3_600;
    expect(await fresh((await signIn()).cookie)).toBe(false);
    word.claims.auth_time = "now";
    expect(await fresh((await signIn()).cookie)).toBe(false);
    word.claims.auth_time = seconds();
    expect(await fresh((await signIn({ again: true })).cookie)).toBe(true);
  });

  test("holds for minutes, also from an issuer whose clock is ahead, and keeps the session in use", async () => {
    word.claims.auth_time = seconds() + 86_400;
    const { cookie } = await signIn({ again: true });
    const principal = await whoIs(cookie);
    if (principal === null) throw new Error("Nobody is signed in");
    expect(principal.signed_in_by).toBe("oidc");
    expect(isFresh(principal, 300_000, new Date(Date.now() + 301_000))).toBe(false);
    word.claims.auth_time = 0;
    expect(await whoIs((await signIn()).cookie)).toMatchObject({ email: "grace@example.com" });
  });
});

describe("an issuer that lies gets nobody in:", () => {
  const lies: Record<string, () => void> = {
    "another audience": () => Object.assign(word, { audience: "somebody-else" }),
    "another issuer": () => Object.assign(word, { issuer: "https://elsewhere.example" }),
    "another nonce": () => Object.assign(word, { nonce: () => "of-another-sign-in" }),
    "a token that is over": () => Object.assign(word, { expires: "-1m" }),
    "another's signature": () => Object.assign(word, { key: foreign.privateKey }),
    "no ID token at all": () => Object.assign(word, { bare: true }),
    "an address that was not verified": () => Object.assign(word.claims, { email_verified: false }),
    "an address that it says nothing of": () => delete word.claims.email_verified,
    "an address that is said to be verified in words": () =>
      Object.assign(word.claims, { email_verified: "true" }),
    "no role": () => Object.assign(word.claims, { roles: ["something else"] }),
    "a role that is no text": () => Object.assign(word.claims, { roles: { 0: "countersign-admin" } }),
  };

  test.each(Object.entries(lies))("%s", async (_, lie) => {
    Object.assign(word.claims, { sub: "mallory", email: "mallory@example.com" });
    lie();
    const before = [await people(), await sessions()];
    const { response, cookie } = await signIn();
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toMatch(/^\/sign-in\?why=refused&error=/);
    expect(await whoIs(cookie)).toBeNull();
    expect([await people(), await sessions()]).toEqual(before);
  });

  test("a way back that this browser did not begin", async () => {
    const before = [await people(), await sessions()];
    for (const change of [{ state: "made-up" }, { cookie: "" }]) {
      const { cookie } = await signIn(change);
      expect(await whoIs(cookie)).toBeNull();
    }
    expect([await people(), await sessions()]).toEqual(before);
  });
});

test("an issuer that does not answer keeps nobody from a password", async () => {
  const other = await testApp({ oidc: { ...oidc, issuer: "http://127.0.0.1:9" } });
  const person = await testPerson(other, "reviewer");
  expect(await principalOf(other, new Headers({ cookie: person.cookie }))).toMatchObject({ id: person.id });
  expect(other.lines.map(({ event }) => event)).toContain("oidc_not_found");
});
