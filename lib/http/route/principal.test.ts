import { expect, test } from "vitest";
import { changePerson } from "@/lib/services/people/change-person";
import { revokeKey } from "@/lib/services/people/revoke-key";
import { testAdmin, testApp, testKey, testPerson } from "@/lib/testing/app";
import { principalOf } from "./principal";

const app = await testApp();

test("an API key is a principal with the key's role", async () => {
  const { id, authorization } = await testKey(app, "reviewer", {});
  const principal = await principalOf(app, new Headers({ authorization }));
  expect(principal).toEqual({ kind: "api_key", id, name: "a reviewer's key", email: null, role: "reviewer" });
});

test("a key's use is noted at its first request, not at each", async () => {
  const { id, authorization } = await testKey(app, "requester");
  await principalOf(app, new Headers({ authorization }));
  const first = await app.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  await principalOf(app, new Headers({ authorization }));
  const second = await app.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(first.lastRequest).not.toBeNull();
  expect(second).toEqual(first);
});

test("only the hash of a key is stored", async () => {
  const { id, authorization } = await testKey(app, "admin");
  const row = await app.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(row)).not.toContain(authorization.slice("Bearer ".length));
});

test("a revoked key is nobody at once", async () => {
  const { id, authorization } = await testKey(app, "admin");
  expect(await principalOf(app, new Headers({ authorization }))).not.toBeNull();
  await revokeKey(app, testAdmin, id, new Date());
  expect(await principalOf(app, new Headers({ authorization }))).toBeNull();
});

test.each(["Bearer cs_unknown", "Bearer", "Basic YTpi", ""])(
  "%j is nobody, even beside a good cookie",
  async (authorization) => {
    const { cookie } = await testPerson(app, "reviewer");
    expect(await principalOf(app, new Headers({ authorization, cookie }))).toBeNull();
  },
);

test("a session cookie is the person who signed in", async () => {
  const { id, name, email, cookie } = await testPerson(app, "reviewer");
  expect(await principalOf(app, new Headers({ cookie }))).toEqual({
    kind: "user",
    id,
    name,
    email,
    role: "reviewer",
    session_id: expect.stringMatching(/^session_/),
    confirmed_at: expect.any(Date),
    second_factor: "off",
    signed_in_by: null,
  });
});

test("a role that was taken away counts at once", async () => {
  const { id, cookie } = await testPerson(app, "reviewer");
  await testPerson(app, "admin");
  await changePerson(app, testAdmin, id, { role: "requester" }, new Date());
  expect((await principalOf(app, new Headers({ cookie })))?.role).toBe("requester");
});

test("a disabled person is nobody at once, even where their session is still there", async () => {
  const { id, cookie } = await testPerson(app, "reviewer");
  await app.db.prisma.user.update({ where: { id }, data: { banned: true } });
  expect(await principalOf(app, new Headers({ cookie }))).toBeNull();
});

test("no headers and a made-up cookie are nobody", async () => {
  expect(await principalOf(app, new Headers())).toBeNull();
  expect(await principalOf(app, new Headers({ cookie: "countersign.session_token=made.up" }))).toBeNull();
});
