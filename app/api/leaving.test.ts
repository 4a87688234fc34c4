import { expect, test } from "vitest";
import { bootstrapIdentity, bootstrapKeyId } from "@/lib/auth/bootstrap";
import { Client, problemOf, testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";

const { app, rita, bob, ada } = await testApi();
// Somebody must be left who may do all this.
await testPerson(app, "admin");

const origin = "http://localhost:3000";
const asks = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
const waiting = () => rita.create({ hitl_config: asks });

const change = (path: string, body: object) =>
  ada.send("PATCH", path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

test("a leaver never decides again, by session or by key, and leaves no run that nobody else may decide", async () => {
  const person = await testPerson(app, "reviewer");
  const made = await ada.post("/api/keys", { name: "theirs", role: "reviewer", owner_user_id: person.id });
  const { key } = await made.json();
  const desk = new Client(person.id, { cookie: person.cookie, origin });
  const program = new Client("", { authorization: `Bearer ${key}` });
  const { run_id, approval_token } = await waiting();
  expect((await desk.post(`/api/hitl/runs/${run_id}/claim`)).status).toBe(200);
  expect((await change(`/api/people/${person.id}`, { disabled: true })).status).toBe(200);
  for (const [who, sentence] of [
    [desk, "Sign in, or send Authorization: Bearer <api key>."],
    [program, "This API key is not known, or was revoked."],
  ] as const) {
    const refused = await who.post(`/api/hitl/runs/${run_id}/approve`, { approval_token });
    expect((await problemOf(refused, "unauthenticated")).detail).toBe(sentence);
  }
  expect((await bob.run(run_id)).status).toBe("awaiting_human");
  expect((await bob.decide(run_id, "approve")).status).not.toBe("awaiting_human");
});

test("a rotated key never works under its old value, and its runs stay its own under the new one", async () => {
  const values = ["the-first-value-of-the-bootstrap-key-0001", "the-next-value-of-the-bootstrap-key-0002"];
  const start = (apiKey: string | undefined) =>
    bootstrapIdentity(
      {
        db: app.db,
        env: { ...app.env, bootstrap: { adminEmail: null, adminPassword: null, apiKey: apiKey ?? null } },
      },
      new Date(),
    );
  const [old, fresh] = values.map(
    (value) => new Client(bootstrapKeyId, { authorization: `Bearer ${value}` }),
  );
  if (!old || !fresh) throw new Error("no keys");
  await start(values[0]);
  const { run_id } = await old.create({ hitl_config: asks });
  await start(values[1]);
  const refused = await problemOf(await old.get(`/api/hitl/runs/${run_id}`), "unauthenticated");
  expect(refused.detail).toBe("This API key is not known, or was revoked.");
  expect((await fresh.run(run_id)).status).toBe("awaiting_human");
  // Revoked, neither comes back at a start, whichever value is set.
  expect((await ada.send("DELETE", `/api/keys/${bootstrapKeyId}`)).status).toBe(204);
  for (const value of values) {
    await start(value);
    await problemOf(await old.get("/api/me"), "unauthenticated");
    await problemOf(await fresh.get("/api/me"), "unauthenticated");
  }
  expect((await bob.run(run_id)).status).toBe("awaiting_human");
});

test("a decision with a session that is over decides nothing, and is taken after a new sign-in", async () => {
  const person = await testPerson(app, "reviewer");
  const { run_id, approval_token } = await waiting();
  await app.db.prisma.session.updateMany({ where: { userId: person.id }, data: { expiresAt: new Date(0) } });
  const over = new Client(person.id, { cookie: person.cookie, origin });
  const approval = { approval_token, message: "looks right" };
  await problemOf(await over.post(`/api/hitl/runs/${run_id}/approve`, approval), "unauthenticated");
  expect((await bob.run(run_id)).status).toBe("awaiting_human");
  const { headers } = await app.auth.api.signInEmail({
    body: { email: person.email, password: person.password },
    returnHeaders: true,
  });
  const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const again = new Client(person.id, { cookie, origin });
  expect((await again.post(`/api/hitl/runs/${run_id}/approve`, approval)).status).toBe(200);
});
