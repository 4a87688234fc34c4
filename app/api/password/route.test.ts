import { afterEach, describe, expect, test, vi } from "vitest";
import type { AuditEntry } from "@/lib/contracts/audit";
import { identity } from "@/lib/http/route/identity";
import { Client, problemOf, testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";

const { app, ada, ann, nobody } = await testApi();
const origin = "http://localhost:3000";
// Somebody must be left who may do all this.
await testPerson(app, "admin");
const next = "a harbour full of herons";

afterEach(() => {
  vi.useRealTimers();
});

async function linkFor(id: string): Promise<string> {
  const response = await ada.post(`/api/people/${id}/password_link`);
  expect(response.status).toBe(201);
  const { url } = await response.json();
  expect(url).toMatch(/^\/reset#[\w-]{43}$/);
  return url.split("#")[1];
}

const reset = (token: string, password = next) => nobody.post("/api/password", { token, password });

async function signIn(email: string, password: string): Promise<number> {
  const request = {
    method: "POST",
    headers: { origin, host: "localhost:3000", "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  };
  return (await identity(new Request(`${origin}/api/auth/sign-in/email`, request))).status;
}

describe("an admin's link", () => {
  test("sets a new password, once, and ends the sessions of whom it was made for", async () => {
    const person = await testPerson(app, "reviewer");
    const token = await linkFor(person.id);
    const twice = await Promise.all([reset(token), reset(token)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect((await new Client("", { cookie: person.cookie }).get("/api/me")).status).toBe(401);
    expect(await signIn(person.email, person.password)).toBe(401);
    expect(await signIn(person.email, next)).toBe(200);
    const refused = await problemOf(await reset(token), "conflict");
    expect(refused.said?.code).toBe("password_link_dead");
  });

  test("never works after an hour, after a newer one, or with a letter changed", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const person = await testPerson(app, "reviewer");
    const older = await linkFor(person.id);
    const token = await linkFor(person.id);
    await problemOf(await reset(older), "conflict");
    await problemOf(await reset(`${token.slice(1)}x`), "conflict");
    vi.setSystemTime(Date.now() + 3_600_000);
    await problemOf(await reset(token), "conflict");
    expect(await signIn(person.email, person.password)).toBe(200);
  });

  test("never outlives the person's own change of the password, nor their being disabled", async () => {
    const [ann, bob] = [await testPerson(app, "reviewer"), await testPerson(app, "reviewer")];
    const [hers, his] = [await linkFor(ann.id), await linkFor(bob.id)];
    const request = {
      method: "POST",
      headers: { origin, host: "localhost:3000", "content-type": "application/json", cookie: ann.cookie },
      body: JSON.stringify({ currentPassword: ann.password, newPassword: "herons by the harbour" }),
    };
    expect((await identity(new Request(`${origin}/api/auth/change-password`, request))).status).toBe(200);
    for (const disabled of [true, false])
      await ada.send("PATCH", `/api/people/${bob.id}`, {
        body: JSON.stringify({ disabled }),
        headers: { "content-type": "application/json" },
      });
    for (const token of [hers, his]) await problemOf(await reset(token), "conflict");
  });

  test("made twice at once leaves one that works", async () => {
    const person = await testPerson(app, "reviewer");
    const tokens = await Promise.all([linkFor(person.id), linkFor(person.id), linkFor(person.id)]);
    const statuses: number[] = [];
    for (const token of tokens) statuses.push((await reset(token)).status);
    expect(statuses.toSorted()).toEqual([204, 409, 409]);
  });

  test("is kept as a hash alone, and stands in the audit log without its token", async () => {
    const person = await testPerson(app, "reviewer");
    const token = await linkFor(person.id);
    expect(JSON.stringify(await app.db.prisma.verification.findMany())).not.toContain(token);
    await reset(token);
    const { data } = await (await ada.get("/api/audit")).json();
    const acts = data.filter(({ target }: AuditEntry) => target.id === person.id);
    expect(acts.map(({ action, actor }: AuditEntry) => [action, actor.id])).toEqual([
      ["password.reset", person.id],
      ["password.link_made", ada.id],
      ["person.created", "user_test"],
    ]);
    expect(JSON.stringify(data)).not.toContain(token);
  });

  test("is made by nobody but admins, and for nobody who is not there", async () => {
    const person = await testPerson(app, "reviewer");
    await problemOf(await ann.post(`/api/people/${person.id}/password_link`), "forbidden");
    await problemOf(await ada.post("/api/people/user_none/password_link"), "not_found");
  });
});

describe("a common password", () => {
  const common = ["Password123", "1q2w3e4r5t", "aaaaaaaaaaaa"];

  test.each(common)("%s is never taken: for a new person, by a link, or by a change", async (password) => {
    const person = await testPerson(app, "reviewer");
    const body = { name: "Eve", email: "eve@example.com", password, role: "reviewer" };
    const refused = [await ada.post("/api/people", body), await reset(await linkFor(person.id), password)];
    for (const response of refused) {
      const problem = await problemOf(response, "validation_error");
      expect(problem.errors?.[0]?.pointer).toBe("/password");
    }
    const request = {
      method: "POST",
      headers: { origin, host: "localhost:3000", "content-type": "application/json", cookie: person.cookie },
      body: JSON.stringify({ currentPassword: person.password, newPassword: password }),
    };
    const changed = await identity(new Request(`${origin}/api/auth/change-password`, request));
    expect((await problemOf(changed, "validation_error")).said?.code).toBe("password_common");
    expect(await signIn(person.email, person.password)).toBe(200);
  });
});
