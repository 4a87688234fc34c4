import { createOTP } from "@better-auth/utils/otp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AuditEntry } from "@/lib/contracts/audit";
import { identity } from "@/lib/http/route/identity";
import { Client, problemOf, testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";
import { anotherNetwork } from "@/lib/testing/networks";

const { app, ada } = await testApi();
const origin = "http://localhost:3000";

let from: Record<string, string> = {};
beforeEach(() => {
  from = anotherNetwork();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
  app.env.requireSecondFactor = false;
});

/** A browser that keeps its cookies. */
class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(cookie = "") {
    this.take(cookie);
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async post(path: string, body: object): Promise<Response> {
    const headers = {
      origin,
      host: "localhost:3000",
      "content-type": "application/json",
      cookie: this.cookie,
      ...from,
    };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await identity(new Request(`${origin}/api/auth${path}`, init));
    for (const line of response.headers.getSetCookie()) this.take(line.split(";")[0] ?? "");
    return response;
  }

  async me() {
    const response = await new Client("", { cookie: this.cookie }).get("/api/me");
    return response.status === 200 ? response.json() : null;
  }

  private take(cookie: string): void {
    const at = cookie.indexOf("=");
    if (at < 0) return;
    if (at === cookie.length - 1) this.cookies.delete(cookie.slice(0, at));
    else this.cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
  }
}

async function signIn({ email, password }: { email: string; password: string }): Promise<Browser> {
  const browser = new Browser();
  expect((await browser.post("/sign-in/email", { email, password })).status).toBe(200);
  return browser;
}

/** The secret as the authenticator has it, from its address in Base32 (RFC 4648). */
function secretIn(uri: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const letters = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}

/** Somebody with an authenticator. */
async function withAuthenticator(role: "reviewer" | "admin" = "reviewer") {
  const person = await testPerson(app, role);
  const browser = new Browser(person.cookie);
  const begun = await browser.post("/two-factor/enable", { password: person.password });
  const { totpURI, backupCodes } = await begun.json();
  // A new one each time: none is taken twice.
  const code = () => {
    vi.setSystemTime(Date.now() + 30_000);
    return createOTP(secretIn(totpURI)).totp();
  };
  const finished = await browser.post("/two-factor/verify-totp", { code: await code() });
  expect(finished.status, await finished.clone().text()).toBe(200);
  return { ...person, browser, code, recovery: backupCodes as string[] };
}

describe("whoever has an authenticator", () => {
  test("is never let in by the password alone, but by a code with it", async () => {
    const ann = await withAuthenticator();
    expect(await ann.browser.me()).toMatchObject({ id: ann.id, second_factor: "on" });
    const browser = await signIn(ann);
    expect(await browser.me()).toBeNull();
    await problemOf(await browser.post("/two-factor/verify-totp", { code: "000000" }), "unauthenticated");
    expect(await browser.me()).toBeNull();
    expect((await browser.post("/two-factor/verify-totp", { code: await ann.code() })).status).toBe(200);
    expect(await browser.me()).toMatchObject({ id: ann.id, role: "reviewer" });
    const { data } = await (await ada.get(`/api/people/${ann.id}/sessions`)).json();
    expect(data[0].method).toBe("totp");
  });

  test("comes in by a recovery code, once", async () => {
    const ann = await withAuthenticator();
    const [code] = ann.recovery;
    const browser = await signIn(ann);
    expect((await browser.post("/two-factor/verify-backup-code", { code })).status).toBe(200);
    expect(await browser.me()).toMatchObject({ id: ann.id });
    const again = await signIn(ann);
    expect((await again.post("/two-factor/verify-backup-code", { code })).ok).toBe(false);
    expect(await again.me()).toBeNull();
  });

  test("has no browser trusted to leave the code out next time", async () => {
    const ann = await withAuthenticator();
    const browser = await signIn(ann);
    const body = { code: await ann.code(), trustDevice: true };
    await problemOf(await browser.post("/two-factor/verify-totp", body), "validation_error");
    expect(await browser.me()).toBeNull();
  });

  test("loses it by their password, or by an admin's hand, which ends their sessions; all of it is on record", async () => {
    const [ann, bob] = [await withAuthenticator(), await withAuthenticator()];
    await problemOf(
      await ann.browser.post("/two-factor/disable", { password: "wrong one" }),
      "validation_error",
    );
    expect((await ann.browser.post("/two-factor/disable", { password: ann.password })).status).toBe(200);
    expect(await ann.browser.me()).toMatchObject({ second_factor: "off" });
    expect((await ada.send("DELETE", `/api/people/${bob.id}/second_factor`)).status).toBe(204);
    expect(await bob.browser.me()).toBeNull();
    expect(await (await signIn(bob)).me()).toMatchObject({ id: bob.id, second_factor: "off" });
    const { data } = await (await ada.get("/api/audit?limit=200")).json();
    const of = (id: string) =>
      data.flatMap(({ action, target, actor }: AuditEntry) => (target.id === id ? [[action, actor.id]] : []));
    expect(of(ann.id)).toEqual([
      ["second_factor.removed", ann.id],
      ["second_factor.set_up", ann.id],
      ["person.created", "user_test"],
    ]);
    expect(of(bob.id)[1]).toEqual(["second_factor.removed", ada.id]);
    expect(JSON.stringify(data)).not.toContain(ann.recovery[0]);
  });

  test("is asked for it after a new password, too", async () => {
    const ann = await withAuthenticator();
    const { url } = await (await ada.post(`/api/people/${ann.id}/password_link`)).json();
    const password = "a harbour full of herons";
    await new Client("", {}).post("/api/password", { token: url.split("#")[1], password });
    expect(await (await signIn({ email: ann.email, password })).me()).toBeNull();
  });
});

test("a code is never taken twice, by whichever way", async () => {
  const ann = await withAuthenticator();
  const code = await ann.code();
  const client = new Client(ann.id, { cookie: ann.browser.cookie, origin, ...from });
  const confirm = () => client.post("/api/me/confirmation", { code });
  const twice = await Promise.all([confirm(), confirm()]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual([204, 400]);
  const browser = await signIn(ann);
  await problemOf(await browser.post("/two-factor/verify-totp", { code }), "unauthenticated");
  expect(await browser.me()).toBeNull();
});

test("whoever came in by the password alone is out once the person has an authenticator", async () => {
  app.env.requireSecondFactor = true;
  const person = await testPerson(app, "reviewer");
  const thief = await signIn(person);
  const browser = new Browser(person.cookie);
  const begun = await browser.post("/two-factor/enable", { password: person.password });
  const { totpURI } = await begun.json();
  await browser.post("/two-factor/verify-totp", { code: await createOTP(secretIn(totpURI)).totp() });
  expect(await browser.me()).toMatchObject({ role: "reviewer", second_factor: "on" });
  expect(await thief.me()).toBeNull();
  // One that outlived it, by whatever way, is judged by how it began.
  await app.db.prisma.session.updateMany({ where: { userId: person.id }, data: { method: "password" } });
  expect(await browser.me()).toMatchObject({ role: "requester", second_factor: "demanded" });
});

test("a mistyped code signs nobody out, and finishes no setting up by another way", async () => {
  const person = await testPerson(app, "reviewer");
  const browser = new Browser(person.cookie);
  const begun = await browser.post("/two-factor/enable", { password: person.password });
  const { totpURI } = await begun.json();
  const wrong = await problemOf(
    await browser.post("/two-factor/verify-totp", { code: "000000" }),
    "validation_error",
  );
  expect(wrong.said?.code).toBe("code_wrong");
  const code = await createOTP(secretIn(totpURI)).totp();
  const client = new Client(person.id, { cookie: person.cookie, origin, ...from });
  await problemOf(await client.post("/api/me/confirmation", { code }), "validation_error");
  expect(await browser.me()).toMatchObject({ second_factor: "off" });
  expect((await browser.post("/two-factor/verify-totp", { code })).status).toBe(200);
  vi.setSystemTime(Date.now() + 30_000);
  const again = { code: await createOTP(secretIn(totpURI)).totp() };
  expect((await browser.post("/two-factor/verify-totp", again)).status).toBe(200);
  const { data } = await (await ada.get(`/api/audit?actor=${person.id}`)).json();
  expect(data.map(({ action }: AuditEntry) => action)).toEqual(["second_factor.set_up"]);
});

test("guesses of a code wait like guesses of a password", async () => {
  const ann = await withAuthenticator();
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) {
    const body = JSON.stringify({ code: "000000" });
    const headers = { cookie: ann.browser.cookie, origin, "content-type": "application/json" };
    const client = new Client("", { cookie: ann.browser.cookie, ...from });
    statuses.push((await client.send("POST", "/api/me/confirmation", { body, headers })).status);
  }
  expect(statuses.slice(0, 5)).toEqual([400, 400, 400, 400, 400]);
  expect(statuses.at(-1)).toBe(429);
});

describe("where a second factor is demanded", () => {
  test("a reviewer or an admin without one does what a requester may, and no more, until they have it", async () => {
    app.env.requireSecondFactor = true;
    for (const role of ["reviewer", "admin"] as const) {
      const person = await testPerson(app, role);
      const browser = new Browser(person.cookie);
      const client = new Client("", { cookie: person.cookie });
      expect(await browser.me()).toMatchObject({ role: "requester", second_factor: "demanded" });
      await problemOf(await client.get("/api/hitl/runs/waiting"), "forbidden");
      const { totpURI } = await (
        await browser.post("/two-factor/enable", { password: person.password })
      ).json();
      await browser.post("/two-factor/verify-totp", { code: await createOTP(secretIn(totpURI)).totp() });
      expect(await browser.me()).toMatchObject({ role, second_factor: "on" });
    }
  });

  test("a requester needs none, and a key is asked for none", async () => {
    app.env.requireSecondFactor = true;
    const rita = await testPerson(app, "requester");
    expect(await new Browser(rita.cookie).me()).toMatchObject({ role: "requester", second_factor: "off" });
    expect((await ada.get("/api/people")).status).toBe(200);
  });
});
