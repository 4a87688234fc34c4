import { expect, test } from "vitest";
import { GET as nothing } from "@/app/api/[[...rest]]/route";
import { GET as live } from "@/app/api/health/live/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { Me } from "@/lib/contracts/catalogue";
import { testApp, testKey, testPerson } from "@/lib/testing/app";
import { GET } from "./route";

const app = await testApp();
const url = "http://localhost:3000/api/me";

test("a key and a session are told who they are", async () => {
  const { id, authorization } = await testKey(app, "reviewer");
  const key = await (await GET(new Request(url, { headers: { authorization } }))).json();
  expect(Me.strict().parse(key)).toMatchObject({ kind: "api_key", id, role: "reviewer", email: null });
  const person = await testPerson(app, "admin");
  const me = await (await GET(new Request(url, { headers: { cookie: person.cookie } }))).json();
  expect(Me.strict().parse(me)).toMatchObject({
    kind: "user",
    id: person.id,
    email: person.email,
    role: "admin",
  });
});

test("nobody is told 401", async () => {
  expect((await GET(new Request(url))).status).toBe(401);
});

test("health needs nobody, and readiness needs the database with all its migrations", async () => {
  const get = (handler: typeof ready) => handler(new Request(url));
  expect(await (await get(live)).json()).toEqual({ status: "ok" });
  expect(await (await get(ready)).json()).toEqual({ status: "ok" });

  await app.db.prisma.$executeRaw`DELETE FROM _prisma_migrations`;
  const behind = await get(ready);
  expect([behind.status, (await behind.json()).detail]).toEqual([
    503,
    expect.stringContaining("lacks the migrations"),
  ]);

  await app.db.prisma.$executeRaw`DROP TABLE _prisma_migrations`;
  expect((await get(ready)).status).toBe(503);
  expect((await get(live)).status).toBe(200);
});

test("an unknown address of the API is a problem", async () => {
  const response = nothing(new Request("http://localhost:3000/api/nope"));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({
    status: 404,
    code: "not_found",
    detail: expect.stringContaining("/api/nope"),
  });
});
