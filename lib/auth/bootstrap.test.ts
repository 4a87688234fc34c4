import { beforeEach, describe, expect, test } from "vitest";
import { principalOf } from "@/lib/http/route/principal";
import { type TestApp, testApp } from "@/lib/testing/app";
import { bootstrapIdentity } from "./bootstrap";
import { judgeSetupToken } from "./setup-token";

const nothing = { adminEmail: null, adminPassword: null, apiKey: null };
const now = new Date();
let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});

function start(bootstrap: Partial<TestApp["env"]["bootstrap"]>, at = now) {
  return bootstrapIdentity({ env: { ...app.env, bootstrap: { ...nothing, ...bootstrap } }, db: app.db }, at);
}

async function keyIs(key: string) {
  return principalOf(app, new Headers({ authorization: `Bearer ${key}` }));
}

describe("the admin of the environment", () => {
  const admin = { adminEmail: "Boss@Example.com", adminPassword: "first password" };

  test("is made once, however often it starts, and can sign in", async () => {
    expect(await start(admin)).toEqual({ setupUrl: null });
    expect(await start(admin)).toEqual({ setupUrl: null });
    expect(await app.db.prisma.user.count()).toBe(1);
    const { user } = await app.auth.api.signInEmail({
      body: { email: "boss@example.com", password: admin.adminPassword },
    });
    expect(user.email).toBe("boss@example.com");
    const told = await app.db.prisma.auditEntry.findMany();
    expect(told).toMatchObject([{ action: "person.created", actor: { kind: "system" } }]);
  });

  test("keeps the password they changed, and does not get back the role they lost", async () => {
    await start(admin);
    await app.db.prisma.user.updateMany({ data: { role: "requester" } });
    await start({ ...admin, adminPassword: "another password" });
    expect(await app.db.prisma.user.findFirst()).toMatchObject({ role: "requester" });
    await app.auth.api.signInEmail({ body: { email: "boss@example.com", password: "first password" } });
  });

  test("is made once when two instances start together", async () => {
    await Promise.all([start(admin), start(admin)]);
    expect(await app.db.prisma.user.count()).toBe(1);
  });
});

describe("the key of the environment", () => {
  const first = "a".repeat(32);
  const second = "b".repeat(40);

  test("is an admin's, at every start anew", async () => {
    await start({ apiKey: first });
    await start({ apiKey: first });
    expect(await keyIs(first)).toMatchObject({ kind: "api_key", role: "admin" });
    expect(await app.db.prisma.apiKey.count()).toBe(1);
  });

  test("verifies through the library itself", async () => {
    await start({ apiKey: first });
    expect(await app.auth.api.verifyApiKey({ body: { key: first } })).toMatchObject({ valid: true });
  });

  test("with another value ends the one before", async () => {
    await start({ apiKey: first });
    await start({ apiKey: second });
    expect(await keyIs(first)).toBeNull();
    expect(await keyIs(second)).toMatchObject({ role: "admin" });
  });

  test("stays revoked, however often it starts with its value", async () => {
    await start({ apiKey: first });
    await app.db.prisma.apiKey.deleteMany();
    await start({ apiKey: first });
    expect(await keyIs(first)).toBeNull();
    await start({ apiKey: second });
    await start({ apiKey: first });
    expect(await keyIs(first)).toBeNull();
    expect(await keyIs(second)).toMatchObject({ role: "admin" });
  });

  test("that was made by an earlier release stays revoked once its value was seen there", async () => {
    await start({ apiKey: first });
    await app.db.prisma.setting.deleteMany({ where: { key: "bootstrap_keys" } });
    await start({ apiKey: first });
    await app.db.prisma.apiKey.deleteMany();
    await start({ apiKey: first });
    expect(await keyIs(first)).toBeNull();
  });

  test("is made once when two instances start together", async () => {
    await Promise.all([start({ apiKey: first }), start({ apiKey: first })]);
    expect(await keyIs(first)).toMatchObject({ role: "admin" });
  });

  test("is not stored as it is", async () => {
    await start({ apiKey: first });
    expect(JSON.stringify(await app.db.prisma.apiKey.findMany())).not.toContain(first);
  });
});

describe("without anybody", () => {
  async function tokenOf(at = now): Promise<string> {
    const { setupUrl } = await start({}, at);
    return new URL(setupUrl ?? "").searchParams.get("token") ?? "";
  }

  test("a one-time address is given, below the public one when there is one", async () => {
    expect((await start({})).setupUrl).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
    const env = { ...app.env, bootstrap: nothing, publicUrl: "https://sign.example" };
    expect((await bootstrapIdentity({ env, db: app.db }, now)).setupUrl).toMatch(
      /^https:\/\/sign\.example\/setup\?token=/,
    );
  });

  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

  test("a start does not kill the link of the one before while half of its day is left", async () => {
    const first = await tokenOf();
    expect(await tokenOf(later(11))).toBe(first);
    const second = await tokenOf(later(13));
    expect(second).not.toBe(first);
    expect(await judgeSetupToken(app.db.prisma, first, later(13))).toBe("wrong");
    expect(await judgeSetupToken(app.db.prisma, second, later(36))).toBe("good");
  });

  test("instances with different secrets that start at once do not print two links of which one is dead", async () => {
    const secrets = ["a", "b", "c"].map((letter) => letter.repeat(32));
    const started = await Promise.all(
      secrets.map((authSecret) =>
        bootstrapIdentity({ env: { ...app.env, bootstrap: nothing, authSecret }, db: app.db }, now),
      ),
    );
    const links = started.flatMap(({ setupUrl }) => setupUrl ?? []);
    expect(links).toHaveLength(1);
    const token = new URL(links[0] ?? "").searchParams.get("token") ?? "";
    expect(await judgeSetupToken(app.db.prisma, token, now)).toBe("good");
    expect(started.filter(({ setupElsewhere }) => setupElsewhere)).toHaveLength(2);
  });

  test("the token is not stored as it is, and lasts a day", async () => {
    const token = await tokenOf();
    expect(JSON.stringify(await app.db.prisma.setting.findMany())).not.toContain(token);
    expect(await judgeSetupToken(app.db.prisma, token, later(23))).toBe("good");
    expect(await judgeSetupToken(app.db.prisma, token, later(25))).toBe("expired");
  });
});
