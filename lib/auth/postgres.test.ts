import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { POST as setUp } from "@/app/api/setup/route";
import { principalOf } from "@/lib/http/route/principal";
import { route } from "@/lib/http/route/route";
import { createPerson } from "@/lib/services/people/create-person";
import { openDatabase } from "@/lib/store/connection/client";
import { rowsIn } from "@/lib/store/connection/rows";
import { claimKey } from "@/lib/store/idempotency";
import { migrate } from "@/lib/store/migrations/migrate";
import { testAdmin, testApp, testKey, testPerson } from "@/lib/testing/app";
import { startPostgres } from "@/lib/testing/postgres";
import { bootstrapIdentity } from "./bootstrap";
import { judgeSetupToken } from "./setup-token";

const server = await startPostgres();
const url = await server.createDatabase();
await migrate(url);
const app = await testApp({}, await openDatabase(url));

afterAll(async () => {
  await app.db.close();
  await server.stop();
});

function post(path: string, body: object, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

test("on Postgres, two instances that start at once print one link, and it works", async () => {
  const other = await openDatabase(url);
  try {
    const now = new Date();
    const starts = [app.db, other, app.db, other].map((db) => bootstrapIdentity({ env: app.env, db }, now));
    const links = new Set((await Promise.all(starts)).map(({ setupUrl }) => setupUrl));
    expect(links.size).toBe(1);
    const token = new URL([...links][0] ?? "").searchParams.get("token") ?? "";
    expect(await judgeSetupToken(other.prisma, token, now)).toBe("good");
  } finally {
    await other.close();
  }
});

test("on Postgres, of many at once exactly one becomes the first admin", async () => {
  const { setupUrl } = await bootstrapIdentity(app, new Date());
  const token = new URL(setupUrl ?? "").searchParams.get("token");
  const ask = (n: number) =>
    setUp(
      post("/api/setup", { token, name: "Ada", email: `ada${n}@example.com`, password: "correct horse" }),
    );
  const answers = await Promise.all([0, 1, 2, 3, 4].map(ask));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
  expect(await app.db.prisma.user.count()).toBe(1);
});

test("on Postgres, two people never share an e-mail address", async () => {
  const twin = { name: "T", email: "twin@example.com", password: "correct horse", role: "reviewer" as const };
  const outcomes = await Promise.allSettled([0, 1].map(() => createPerson(app, testAdmin, twin, new Date())));
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("on Postgres, sessions and keys are principals", async () => {
  const { cookie } = await testPerson(app, "reviewer");
  const { authorization } = await testKey(app, "requester");
  expect(await principalOf(app, new Headers({ cookie }))).toMatchObject({ kind: "user", role: "reviewer" });
  expect(await principalOf(app, new Headers({ authorization }))).toMatchObject({
    kind: "api_key",
    role: "requester",
  });
});

test("on Postgres, a request sent ten times at once makes one run", async () => {
  const { authorization } = await testKey(app, "requester");
  const make = route(
    { body: z.strictObject({}), replay: async ({ runId }) => ({ body: { run_id: runId } }) },
    async ({ app, idempotency, receivedAt }) => {
      const runId = `run_${crypto.randomUUID()}`;
      await app.db.transaction(async (tx) => {
        await tx.setting.create({ data: { key: runId, value: {}, updatedAt: receivedAt } });
        if (idempotency !== null) await claimKey(rowsIn(tx), idempotency, runId, receivedAt);
      });
      return { body: { run_id: runId } };
    },
  );
  const ask = () => make(post("/api/runs", {}, { authorization, "idempotency-key": "once" }));
  const answers = await Promise.all(Array.from({ length: 10 }, ask));
  const names = new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).run_id)));
  expect(names.size).toBe(1);
  expect(await app.db.prisma.setting.count({ where: { key: { startsWith: "run_" } } })).toBe(1);
});
