import { beforeEach, expect, test } from "vitest";
import { bootstrapIdentity } from "@/lib/auth/bootstrap";
import { type TestApp, testApp } from "@/lib/testing/app";
import { GET, POST } from "./route";

const url = "http://localhost:3000/api/setup";
const ada = { name: "Ada", email: "Ada@example.com", password: "correct horse battery" };
let app: TestApp;
let token: string;

beforeEach(async () => {
  app = await testApp();
  const { setupUrl } = await bootstrapIdentity(app, new Date());
  token = new URL(setupUrl ?? "").searchParams.get("token") ?? "";
});

function post(body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return POST(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function needed(): Promise<unknown> {
  return (await GET(new Request(url))).json();
}

test("the first admin is made with the token and can sign in", async () => {
  expect(await needed()).toEqual({ needed: true });
  const response = await post({ token, ...ada });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ name: "Ada", email: "ada@example.com", role: "admin" });
  expect(await needed()).toEqual({ needed: false });
  await app.auth.api.signInEmail({ body: { email: ada.email, password: ada.password } });
  const made = await app.db.prisma.auditEntry.findMany();
  expect(made).toMatchObject([{ action: "person.created", actor: { name: "Ada" } }]);
});

test("the token works once", async () => {
  await post({ token, ...ada });
  const again = await post({ token, ...ada, email: "eve@example.com" });
  expect([again.status, (await again.json()).code]).toEqual([409, "conflict"]);
  expect(await app.db.prisma.user.count()).toBe(1);
});

test("of many at once exactly one becomes the first admin", async () => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, n) => post({ token, ...ada, email: `ada${n}@example.com` })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
  expect(await app.db.prisma.user.count()).toBe(1);
});

test("a wrong token is refused and spends nothing", async () => {
  const response = await post({ token: "wrong", ...ada });
  expect([response.status, (await response.json()).code]).toEqual([403, "forbidden"]);
  expect((await post({ token, ...ada })).status).toBe(201);
});

test("an expired token is refused", async () => {
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  await app.db.prisma.setting.deleteMany();
  const { setupUrl } = await bootstrapIdentity(app, dayAgo);
  const old = new URL(setupUrl ?? "").searchParams.get("token");
  const response = await post({ token: old, ...ada });
  expect([response.status, (await response.json()).detail]).toEqual([
    403,
    expect.stringContaining("has expired"),
  ]);
});

test("a short password is refused in a sentence, and the token stays good", async () => {
  const response = await post({ token, ...ada, password: "short" });
  expect([response.status, (await response.json()).errors]).toEqual([
    400,
    [
      {
        pointer: "/password",
        message: "must have at least 10 characters",
        said: { code: "fault_too_short", values: { limit: 10 } },
      },
    ],
  ]);
  expect((await post({ token, ...ada })).status).toBe(201);
});
