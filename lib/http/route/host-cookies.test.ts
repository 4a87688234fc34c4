import { expect, test } from "vitest";
import { testApp, testPerson } from "@/lib/testing/app";
import { identity } from "./identity";
import { principalOf } from "./principal";

const publicUrl = "https://sign.example";
const app = await testApp({ publicUrl });
const person = await testPerson(app, "reviewer");

const today = "__Host-countersign.session_token=";
const earlier = "__Secure-countersign.session_token=";

test("behind https a session's cookie is one that no other host can set", async () => {
  const headers = { origin: publicUrl, host: "sign.example", "content-type": "application/json" };
  const { email, password } = person;
  const init = { method: "POST", headers, body: JSON.stringify({ email, password }) };
  const response = await identity(new Request(`${publicUrl}/api/auth/sign-in/email`, init));
  const [line = ""] = response.headers.getSetCookie();
  expect(line.startsWith(today)).toBe(true);
  expect(line).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
  expect(line).not.toContain("Domain");
});

test("a session of before the cookie was renamed goes on; one of today never counts under the old name", async () => {
  const renamed = new Headers({ cookie: person.cookie.replace(today, earlier) });
  const where = { userId: person.id };
  await app.db.prisma.session.updateMany({ where, data: { method: "password" } });
  expect(await principalOf(app, renamed)).toBeNull();
  await app.db.prisma.session.updateMany({ where, data: { method: null } });
  expect(await principalOf(app, renamed)).toMatchObject({ id: person.id });
  // Signing out ends it as well.
  const headers = { origin: publicUrl, host: "sign.example", "content-type": "application/json" };
  const init = { method: "POST", headers: { ...headers, cookie: renamed.get("cookie") ?? "" }, body: "{}" };
  expect((await identity(new Request(`${publicUrl}/api/auth/sign-out`, init))).status).toBe(200);
  expect(await principalOf(app, renamed)).toBeNull();
});
