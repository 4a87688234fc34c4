import { randomUUID } from "node:crypto";
import { Client as Postgres } from "pg";
import { expect, test } from "vitest";
import { HealthDetail } from "@/lib/contracts/health";
import { reckoningProviders } from "@/lib/providers/load-providers";
import { createRegistry } from "@/lib/providers/registry";
import { builtInModels } from "@/lib/services/models/seed-model";
import { seedModels } from "@/lib/services/models/seed-models";
import { openDatabase } from "@/lib/store/connection/client";
import { Client, problemOf, wanted } from "@/lib/testing/api";
import { testApp, testKey, testPerson } from "@/lib/testing/app";
import { testDatabase } from "@/lib/testing/database";
import { startPostgresProxy } from "@/lib/testing/postgres-proxy";
import { identity } from "../route/identity";

const password = "correct horse battery";

async function unavailable(response: Response): Promise<void> {
  await problemOf(response, "unavailable");
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
}

function signIn(email: string): Promise<Response> {
  return identity(
    new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://localhost:3000" },
      body: JSON.stringify({ email, password }),
    }),
  );
}

test("a database that is away is never an error of ours, nor an unknown key or person", async () => {
  const own = await testDatabase("postgres");
  await using proxy = await startPostgresProxy(own.url);
  const db = await openDatabase(proxy.url);
  const app = await testApp({}, db);
  const { id, authorization } = await testKey(app, "admin");
  const ada = new Client(id, { authorization });
  const person = await testPerson(app, "reviewer");
  const desk = new Client(person.id, { cookie: person.cookie });
  proxy.shut();
  app.lines.length = 0;
  // Connections that break while they are in hand, and those that cannot be made.
  for (let time = 0; time < 2; time++) {
    await unavailable(await ada.get("/api/hitl/runs"));
    await unavailable(await ada.post("/api/hitl/runs", wanted()));
    await unavailable(await ada.get("/api/hitl/metrics"));
    await unavailable(await ada.get("/api/health/detail"));
    await unavailable(await desk.get("/api/me"));
    await unavailable(await signIn(person.email));
    expect((await ada.get("/api/health/ready")).status).toBe(503);
  }
  expect(app.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  proxy.open();
  expect((await ada.get("/api/health/ready")).status).toBe(200);
  expect((await desk.get("/api/me")).status).toBe(200);
  expect((await signIn(person.email)).status).toBe(200);
  await db.close();
});

const known = builtInModels(createRegistry(await reckoningProviders()));

test("a server short of connections answers 503 and says so in health, and never 500", async () => {
  const own = await testDatabase("postgres");
  const role = `few_${randomUUID().slice(0, 8)}`;
  await seedModels(own, known, new Date());
  const admin = new Postgres({ connectionString: own.url });
  admin.on("error", () => {});
  await admin.connect();
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'few' BYPASSRLS CONNECTION LIMIT 6`);
  await admin.query(`GRANT pg_read_all_data, pg_write_all_data TO ${role}`);
  const url = new URL(own.url);
  url.username = role;
  url.password = "few";
  const db = await openDatabase(url.href);
  const app = await testApp({}, db);
  const { id, authorization } = await testKey(app, "admin");
  const ada = new Client(id, { authorization });
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => ada.post("/api/hitl/runs", wanted(), { prefer: "wait=0" })),
  );
  for (const answer of answers.filter(({ ok }) => !ok)) await unavailable(answer);
  const { trouble } = HealthDetail.parse(await (await ada.get("/api/health/detail")).json());
  expect(trouble).toContain("no free connection");
  await db.close();
  // With no more connections than there are, all wait for their turn.
  const fitting = await openDatabase(`${url.href}?connection_limit=3`);
  await testApp({ authSecret: app.env.authSecret }, fitting);
  const patient = await Promise.all(
    Array.from({ length: 20 }, () => ada.post("/api/hitl/runs", wanted(), { prefer: "wait=0" })),
  );
  expect(patient.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
  await fitting.close();
  await admin.query(`DROP OWNED BY ${role}`);
  await admin.query(`DROP ROLE ${role}`);
  await admin.end();
});

test("a disk that is full takes nothing, says so, and is no error of ours", async () => {
  const db = await testDatabase("sqlite");
  await seedModels(db, known, new Date());
  const app = await testApp({}, db);
  const { id, authorization } = await testKey(app, "admin");
  const ada = new Client(id, { authorization });
  expect((await ada.get("/api/me")).status).toBe(200);
  const full = "PRAGMA max_page_count = 1";
  await db.prisma.$queryRawUnsafe(full);
  await db.write((rows) => rows.query(full));
  const created = await ada.post("/api/hitl/runs", wanted({ prompt: "x".repeat(20_000) }));
  await unavailable(created.clone());
  expect(await created.text()).toContain("disk is full");
  expect((await ada.get("/api/hitl/runs")).status).toBe(200);
  const { trouble } = HealthDetail.parse(await (await ada.get("/api/health/detail")).json());
  expect(trouble).toContain("disk is full");
});
