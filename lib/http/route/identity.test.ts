import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseTrustedProxies } from "@/lib/auth/trusted-proxies";
import { testApp, testPerson } from "@/lib/testing/app";
import { peerHeader } from "../server/client-address";
import { identity } from "./identity";
import { principalOf } from "./principal";

const app = await testApp();
const person = await testPerson(app, "reviewer");
const base = "http://localhost:3000";

beforeEach(() => {
  app.lines.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

function send(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
  const browser = { "content-type": "application/json", origin: base, host: "localhost:3000", ...headers };
  const method = body === undefined ? "GET" : "POST";
  return identity(
    new Request(`${base}/api/auth${path}`, { method, headers: browser, body: JSON.stringify(body) }),
  );
}

const good = { email: person.email, password: person.password };

describe("signing in", () => {
  test("gives a cookie that scripts cannot read and that is a principal", async () => {
    const response = await send("/sign-in/email", good);
    const [line = ""] = response.headers.getSetCookie();
    expect(response.status).toBe(200);
    expect(line).toMatch(/^countersign\.session_token=.*HttpOnly; SameSite=Lax/);
    const cookie = line.split(";")[0] ?? "";
    expect(await principalOf(app, new Headers({ cookie }))).toMatchObject({
      id: person.id,
      role: "reviewer",
    });
    await send("/sign-out", {}, { cookie });
    expect(await principalOf(app, new Headers({ cookie }))).toBeNull();
  });

  test("never gives a cookie that goes over plain HTTP, when a trusted proxy says that it came by HTTPS", async () => {
    const came = { [peerHeader]: "10.0.0.2", "x-forwarded-proto": "https" };
    const secure = async () => {
      const cookies = (await send("/sign-in/email", good, came)).headers.getSetCookie();
      expect(cookies.length).toBeGreaterThan(0);
      return cookies.map((cookie) => /; Secure(;|$)/.test(cookie));
    };
    const { trustedProxies } = app.env;
    try {
      expect(await secure()).not.toContain(true);
      app.env.trustedProxies = parseTrustedProxies("10.0.0.0/8");
      expect(await secure()).not.toContain(false);
    } finally {
      app.env.trustedProxies = trustedProxies;
    }
  });

  test.each([
    ["http://localhost:3000", "localhost:3000"],
    ["http://127.0.0.1:3000", "127.0.0.1:3000"],
    ["http://10.1.2.3:8080", "10.1.2.3:8080"],
    ["https://sign.example", "sign.example"],
  ])("works from our page at %s", async (origin, host) => {
    expect((await send("/sign-in/email", good, { origin, host })).status).toBe(200);
  });

  test("is refused from another site's page", async () => {
    const response = await send("/sign-in/email", good, { origin: "https://evil.example" });
    expect([response.status, (await response.json()).code]).toEqual([403, "forbidden"]);
  });

  test("with a wrong password is a problem, and one line in the log without the password", async () => {
    const response = await send("/sign-in/email", { ...good, password: "wrong password" });
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      status: 401,
      code: "unauthenticated",
      detail: "Invalid email or password",
    });
    expect(app.lines).toHaveLength(1);
    expect(JSON.stringify(app.lines)).not.toContain("wrong password");
  });

  const from = (peer: string) => ({ [peerHeader]: peer });

  test("waits longer after each failure, for that account from there; and keeps its owner out from nowhere else", async () => {
    // However long a look at a password takes here, no wait is over meanwhile.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const wrong = { email: person.email, password: "wrong password" };
    const attempt = (n: number) =>
      // A client that says it is always another one.
      send("/sign-in/email", wrong, { ...from("203.0.113.5"), "x-forwarded-for": `198.51.100.${n}` });
    const statuses = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await attempt(n)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
    const response = await attempt(9);
    expect(response.status).toBe(429);
    expect((await response.json()).code).toBe("rate_limit_exceeded");
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await send("/sign-in/email", good, from("203.0.113.6"))).status).toBe(200);
  });

  test("counts guesses that are sent together, and looks at two passwords at a time", async () => {
    const guess = { email: "victim@example.com", password: "wrong password" };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => send("/sign-in/email", guess, from("203.0.113.7"))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    expect(statuses.filter((status) => status === 429)).toHaveLength(24);
  });

  test("is kept with the address it came from, which is not what the client says", async () => {
    await send("/sign-in/email", good, { ...from("203.0.113.8"), "x-forwarded-for": "198.51.100.8" });
    const addresses = await app.db.prisma.session.findMany({ select: { ipAddress: true } });
    expect(addresses).toContainEqual({ ipAddress: "203.0.113.8" });
    expect(addresses).not.toContainEqual({ ipAddress: "198.51.100.8" });
  });
});

test.each([
  ["/sign-up/email", { ...good, name: "Eve", email: "eve@example.com" }],
  ["/admin/set-role", { userId: person.id, role: "admin" }],
  ["/admin/impersonate-user", { userId: person.id }],
  ["/api-key/create", { name: "k", metadata: { role: "admin" } }],
  ["/update-session", {}],
])("%s of the library is not open", async (path, body) => {
  const response = await send(path, body, { cookie: person.cookie });
  expect([response.status, (await response.json()).code]).toEqual([404, "not_found"]);
});

test("nobody raises their own role by changing their profile", async () => {
  await send("/update-user", { name: "New name", role: "admin" }, { cookie: person.cookie });
  expect(await principalOf(app, new Headers({ cookie: person.cookie }))).toMatchObject({ role: "reviewer" });
});

test.each([{ name: "x".repeat(101) }, { name: " " }, { image: "https://evil.example/x.svg" }, {}])(
  "a profile is a name that fits, and nothing else (%#)",
  async (change) => {
    const response = await send("/update-user", change, { cookie: person.cookie });
    expect([response.status, (await response.json()).code]).toEqual([400, "validation_error"]);
  },
);

test("an endless body is refused", async () => {
  const response = await send("/sign-in/email", { ...good, password: "x".repeat(2_000_000) });
  expect(response.status).toBe(413);
});

test("a changed password ends the other sessions when asked to", async () => {
  const other = await testPerson(app, "requester");
  const again = await send(
    "/sign-in/email",
    { email: other.email, password: other.password },
    { [peerHeader]: "198.51.100.9" },
  );
  const cookie = again.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const change = {
    currentPassword: other.password,
    newPassword: "another long one",
    revokeOtherSessions: true,
  };
  expect((await send("/change-password", change, { cookie })).status).toBe(200);
  expect(await principalOf(app, new Headers({ cookie: other.cookie }))).toBeNull();
});
