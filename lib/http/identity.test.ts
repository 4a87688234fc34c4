import { beforeEach, describe, expect, test } from "vitest";
import { testApp, testPerson } from "@/lib/testing/app";
import { identity } from "./identity";
import { principalOf } from "./principal";

const app = await testApp();
const person = await testPerson(app, "reviewer");
const base = "http://localhost:3000";

beforeEach(() => {
  app.lines.length = 0;
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

  test("is stopped after twenty failures for one account, whatever address they come from", async () => {
    const victim = { email: "victim@example.com", password: "wrong password" };
    const attempt = (n: number) => send("/sign-in/email", victim, { "x-forwarded-for": `203.0.113.${n}` });
    for (let n = 0; n < 20; n += 1) expect((await attempt(n)).status).toBe(401);
    const response = await attempt(99);
    expect([response.status, (await response.json()).code]).toEqual([429, "rate_limit_exceeded"]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(500);
    expect((await send("/sign-in/email", good)).status).toBe(200);
  });

  test("is limited for one address, whatever accounts are tried", async () => {
    const attempt = (n: number) =>
      send(
        "/sign-in/email",
        { email: `a${n}@example.com`, password: "wrong password" },
        { "x-forwarded-for": "198.51.100.7" },
      );
    const statuses = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await attempt(n)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(Number((await attempt(0)).headers.get("retry-after"))).toBeGreaterThan(0);
  }, 60_000);
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
    { "x-forwarded-for": "198.51.100.9" },
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
