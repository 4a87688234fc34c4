import { describe, expect, test } from "vitest";
import { verifyKey } from "@/lib/auth/verify-key";
import type { Role } from "@/lib/contracts/words";
import type { Principal } from "@/lib/core/principal";
import { principalOf } from "@/lib/http/route/principal";
import { testAdmin, testApp, testPerson } from "@/lib/testing/app";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { changeKey } from "./change-key";
import { changePerson } from "./change-person";
import { createKey } from "./create-key";
import { createPerson } from "./create-person";
import { listKeys } from "./list-keys";
import { listPeople } from "./list-people";
import { revokeKey } from "./revoke-key";

const app = await testApp();
const boss = await testPerson(app, "admin");

function code(code: string) {
  return expect.objectContaining({ code });
}

describe.each<Role>(["requester", "reviewer"])("a %s", (role) => {
  const principal: Principal = { ...testAdmin, role };

  test("may do none of this", async () => {
    const person = {
      name: "Eve",
      email: "eve@example.com",
      password: "correct horse battery",
      role: "admin" as const,
    };
    const forbidden = code("forbidden");
    await expect(createPerson(app, principal, person, new Date())).rejects.toEqual(forbidden);
    await expect(listPeople(app, principal, { limit: 50 }, new Date())).rejects.toEqual(forbidden);
    await expect(changePerson(app, principal, boss.id, { role: "requester" }, new Date())).rejects.toEqual(
      forbidden,
    );
    await expect(createKey(app, principal, { name: "k", role: "admin" }, new Date())).rejects.toEqual(
      forbidden,
    );
    await expect(listKeys(app, principal, { limit: 50 })).rejects.toEqual(forbidden);
    await expect(revokeKey(app, principal, "key_x", new Date())).rejects.toEqual(forbidden);
  });
});

describe("createPerson", () => {
  const rita = {
    name: "Rita",
    email: "rita@example.com",
    password: "correct horse battery",
    role: "reviewer" as const,
  };

  test("adds somebody who can sign in with the role given", async () => {
    expect(await createPerson(app, testAdmin, rita, new Date())).toMatchObject({
      name: "Rita",
      role: "reviewer",
      disabled: false,
    });
    await app.auth.api.signInEmail({ body: { email: "RITA@example.com", password: rita.password } });
  });

  test("refuses an address that is taken, also when two write at once, and leaves nothing half done", async () => {
    await expect(createPerson(app, testAdmin, rita, new Date())).rejects.toEqual(code("conflict"));
    const twins = { ...rita, email: "twin@example.com" };
    const outcomes = await Promise.allSettled([
      createPerson(app, testAdmin, twins, new Date()),
      createPerson(app, testAdmin, twins, new Date()),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await app.db.prisma.account.count({ where: { user: { email: twins.email } } })).toBe(1);
  });
});

describe("listPeople", () => {
  test("goes through everybody page by page", async () => {
    for (let n = 0; n < 3; n += 1) await testPerson(app, "requester");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPeople(app, testAdmin, { limit: 2, cursor }, new Date());
      seen.push(...page.data.map((person) => person.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(await app.db.prisma.user.count());
    expect(seen).toHaveLength(new Set(seen).size);
  });

  test("refuses a cursor that is none of its own", async () => {
    await expect(listPeople(app, testAdmin, { limit: 2, cursor: "x" }, new Date())).rejects.toEqual(
      code("validation_error"),
    );
  });
});

describe("changePerson", () => {
  test("changes a role", async () => {
    const person = await testPerson(app, "requester");
    expect(await changePerson(app, testAdmin, person.id, { role: "reviewer" }, new Date())).toMatchObject({
      role: "reviewer",
    });
  });

  test("disables somebody, ends their sessions and lets them back in", async () => {
    const person = await testPerson(app, "reviewer");
    const signIn = () =>
      app.auth.api.signInEmail({ body: { email: person.email, password: person.password } });
    await changePerson(app, testAdmin, person.id, { disabled: true }, new Date());
    expect(await principalOf(app, new Headers({ cookie: person.cookie }))).toBeNull();
    await expect(signIn()).rejects.toThrow("banned");
    await changePerson(app, testAdmin, person.id, { disabled: false }, new Date());
    await signIn();
  });

  test.each([{ role: "reviewer" as const }, { disabled: true }])(
    "does not let the last admin go (%j)",
    async (change) => {
      await expect(changePerson(app, testAdmin, boss.id, change, new Date())).rejects.toEqual(
        code("conflict"),
      );
      expect(await app.db.prisma.user.findUnique({ where: { id: boss.id } })).toMatchObject({
        role: "admin",
        banned: false,
      });
    },
  );

  test.each(databaseKinds)("leaves one admin when all take each other's role at once (%s)", async (kind) => {
    const db = await testDatabase(kind);
    const given = { password: "correct horse battery", role: "admin" as const };
    const admins = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        createPerson({ db }, testAdmin, { ...given, name: `A${n}`, email: `a${n}@example.com` }, new Date()),
      ),
    );
    for (let round = 0; round < 10; round++) {
      await db.prisma.user.updateMany({ data: { role: "admin" } });
      const changes = admins.map(({ id }) =>
        changePerson({ db }, testAdmin, id, { role: "requester" }, new Date()),
      );
      const results = await Promise.allSettled(changes);
      expect(results.filter(({ status }) => status === "rejected")).toEqual([
        { status: "rejected", reason: code("conflict") },
      ]);
      expect(await db.prisma.user.count({ where: { role: "admin" } })).toBe(1);
    }
  });

  test("knows nobody it was never told of", async () => {
    await expect(changePerson(app, testAdmin, "user_x", { name: "X" }, new Date())).rejects.toEqual(
      code("not_found"),
    );
  });
});

describe("keys", () => {
  test("are shown once, and afterwards by their first characters only", async () => {
    const made = await createKey(app, testAdmin, { name: "ci", role: "requester" }, new Date());
    expect(made.key).toMatch(/^cs_[A-Za-z]{64}$/);
    const { data } = await listKeys(app, testAdmin, { limit: 50 });
    expect(data).toEqual([
      {
        id: made.id,
        name: "ci",
        role: "requester",
        start: made.key.slice(0, 6),
        limits: { creates: 120, previews: 300, reads: 2_000, decisions: 600, streams: 20 },
        owner_user_id: null,
        created_at: made.created_at,
        expires_at: null,
        last_used_at: null,
      },
    ]);
    expect(JSON.stringify(data)).not.toContain(made.key);
  });

  test("end by themselves when it was said, and not in the past", async () => {
    const now = new Date();
    const soon = new Date(now.getTime() + 1_000).toISOString();
    const made = await createKey(app, testAdmin, { name: "brief", role: "requester", expires_at: soon }, now);
    expect(made.expires_at).toBe(soon);
    expect(await verifyKey(app, made.key, now)).not.toBeNull();
    expect(await verifyKey(app, made.key, new Date(soon))).toBeNull();
    const longer = await changeKey(app, testAdmin, made.id, { expires_at: null }, now);
    expect(longer.expires_at).toBeNull();
    expect(await verifyKey(app, made.key, new Date(soon))).not.toBeNull();
    const over = createKey(
      app,
      testAdmin,
      { name: "x", role: "requester", expires_at: now.toISOString() },
      now,
    );
    await expect(over).rejects.toEqual(code("validation_error"));
  });

  test("are revoked once", async () => {
    const { id } = await createKey(app, testAdmin, { name: "gone", role: "reviewer" }, new Date());
    await revokeKey(app, testAdmin, id, new Date());
    await expect(revokeKey(app, testAdmin, id, new Date())).rejects.toEqual(code("not_found"));
  });
});
