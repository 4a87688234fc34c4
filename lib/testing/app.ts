import { randomUUID } from "node:crypto";
import { afterAll } from "vitest";
import type { KeyLimits } from "@/lib/contracts/limits";
import type { Role } from "@/lib/contracts/words";
import type { Principal } from "@/lib/core/principal";
import { type Env, parseEnv } from "@/lib/env";
import { type App, composeApp, setApp } from "@/lib/http/app";
import { createLog } from "@/lib/http/log";
import { createKey } from "@/lib/services/people/create-key";
import { createPerson } from "@/lib/services/people/create-person";
import type { Database } from "@/lib/store/connection/client";
import { seededDatabase } from "./database";

/** An app on a database of its own, and what it wrote to its log. */
export interface TestApp extends App {
  lines: Record<string, unknown>[];
}

export const testAdmin: Principal = {
  kind: "user",
  id: "user_test",
  name: "Test",
  email: null,
  role: "admin",
};

/** Which kind of database the apps of this test process are on. */
const kind = process.env.TEST_APP_DATABASE === "postgres" ? "postgres" : "sqlite";

/** Makes an app on a new database, or the one given, and the process-wide one, until the test file ends. */
export async function testApp(env: Partial<Env> = {}, db?: Database): Promise<TestApp> {
  const lines: Record<string, unknown>[] = [];
  const whole: Env = { ...parseEnv({ BETTER_AUTH_SECRET: randomUUID() }), ...env };
  const destination = { write: (line: string) => lines.push(JSON.parse(line)) };
  const log = createLog({ instance: whole.instanceName, destination });
  const app: TestApp = {
    ...(await composeApp(whole, { db: db ?? (await seededDatabase(kind)), log })),
    lines,
  };
  setApp(app);
  afterAll(() => setApp(null));
  return app;
}

/** What no test reaches that does not mean to. */
const ample = { creates: 1e6, previews: 1e6, reads: 1e6, decisions: 1e6, streams: 1e6 };

/** An API key of this role, ready for an `Authorization` header; an empty `limits` leaves it its role's. */
export async function testKey(
  app: App,
  role: Role,
  limits: KeyLimits = ample,
): Promise<{ id: string; authorization: string }> {
  const { id, key } = await createKey(app, testAdmin, { name: `a ${role}'s key`, role, limits }, new Date());
  return { id, authorization: `Bearer ${key}` };
}

/** A person of this role who is signed in; `cookie` is what their browser would send. */
export async function testPerson(app: App, role: Role) {
  const password = "correct horse battery";
  const email = `${role}.${randomUUID()}@example.com`;
  const person = await createPerson(app, testAdmin, { name: `A ${role}`, email, password, role }, new Date());
  const { headers } = await app.auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { ...person, password, cookie };
}
