import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { identity } from "@/lib/http/route/identity";
import { Client, problemOf, testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";
import { fluxRef } from "@/lib/testing/engine";
import { anotherNetwork } from "@/lib/testing/networks";

const { ann: key, rita, app } = await testApi({ confirmation: { overUsd: 0.001, within: 300_000 } });
const origin = "http://localhost:3000";
const asks = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };

let from: Record<string, string> = {};
beforeEach(() => {
  from = anotherNetwork();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

async function reviewer() {
  const person = await testPerson(app, "reviewer");
  return { ...person, client: new Client(person.id, { cookie: person.cookie, origin, ...from }) };
}

const dear = () => rita.create({ model: fluxRef, hitl_config: asks });
const free = () => rita.create({ hitl_config: asks });

async function approve(client: Client, { run_id, approval_token }: Awaited<ReturnType<typeof dear>>) {
  return client.post(`/api/hitl/runs/${run_id}/approve`, { approval_token }, { prefer: "wait=0" });
}

test("a dear call never goes out for whoever sits down at a desk that was left open", async () => {
  const { client, password } = await reviewer();
  const run = await dear();
  vi.setSystemTime(Date.now() + 300_000);
  await problemOf(await approve(client, run), "confirmation_required");
  expect((await key.run(run.run_id)).status).toBe("awaiting_human");
  await problemOf(await client.post("/api/me/confirmation", { password: "a guess" }), "validation_error");
  await problemOf(await approve(client, run), "confirmation_required");
  expect((await client.post("/api/me/confirmation", { password })).status).toBe(204);
  expect((await approve(client, run)).status).toBe(200);
});

test("a change of one's name never counts as a proof", async () => {
  const { client, cookie } = await reviewer();
  const run = await dear();
  vi.setSystemTime(Date.now() + 300_000);
  const headers = { origin, host: "localhost:3000", "content-type": "application/json", cookie, ...from };
  const init = { method: "POST", headers, body: JSON.stringify({ name: "Ann" }) };
  expect((await identity(new Request(`${origin}/api/auth/update-user`, init))).status).toBe(200);
  await problemOf(await approve(client, run), "confirmation_required");
});

test("a session that was taken over never makes itself a way in that outlasts it", async () => {
  const [admin, other] = [await testPerson(app, "admin"), await testPerson(app, "reviewer")];
  const client = new Client(admin.id, { cookie: admin.cookie, origin, ...from });
  const json = { "content-type": "application/json" };
  const acts: Record<string, () => Promise<Response>> = {
    "a person": () =>
      client.post("/api/people", {
        name: "Eve",
        email: "eve@example.com",
        password: "correct horse battery",
        role: "admin",
      }),
    "a role": () =>
      client.send("PATCH", `/api/people/${other.id}`, { body: '{"role":"admin"}', headers: json }),
    "a key": () => client.post("/api/keys", { name: "eve's", role: "admin" }),
    "another's key": () => client.send("PATCH", "/api/keys/key_x", { body: '{"name":"x"}', headers: json }),
    "a link": () => client.post(`/api/people/${other.id}/password_link`),
    "a factor": () => client.send("DELETE", `/api/people/${other.id}/second_factor`),
  };
  vi.setSystemTime(Date.now() + 300_000);
  for (const [what, act] of Object.entries(acts))
    expect((await problemOf(await act(), "confirmation_required")).detail, what).toContain(
      "Prove that it is you",
    );
  await client.post("/api/me/confirmation", { password: admin.password });
  expect((await acts["a key"]?.())?.status).toBe(201);
  // To one's own account these open no door at all.
  await problemOf(await client.post(`/api/people/${admin.id}/password_link`), "forbidden");
  await problemOf(await client.send("DELETE", `/api/people/${admin.id}/second_factor`), "forbidden");
});

test("a word counts for some minutes, a fresh sign-in as well, and what costs little asks for none", async () => {
  const { client } = await reviewer();
  expect((await approve(client, await dear())).status).toBe(200);
  vi.setSystemTime(Date.now() + 300_000);
  await problemOf(await approve(client, await dear()), "confirmation_required");
  expect((await approve(client, await free())).status).toBe(200);
});

test("no edit and no bulk decision is a way around it; a rejection needs no word", async () => {
  const { client } = await reviewer();
  const [run, cheap] = [await dear(), await free()];
  vi.setSystemTime(Date.now() + 300_000);
  const { run_id, approval_token } = run;
  const edits = { payload: { num_outputs: 4 } };
  for (const one of [run, cheap]) {
    const body = { approval_token: one.approval_token, edits };
    await problemOf(await client.post(`/api/hitl/runs/${one.run_id}/edit`, body), "confirmation_required");
  }
  const many = { action: "approve", runs: [{ run_id, approval_token }] };
  const { data } = await (await client.post("/api/hitl/decisions", many)).json();
  expect(data[0].problem.code).toBe("confirmation_required");
  const rejected = await client.post(`/api/hitl/runs/${run_id}/reject`, { approval_token, reason: "no" });
  expect(rejected.status).toBe(200);
});

test("a key proves who it is with each request, and cannot prove it for a person", async () => {
  const run = await dear();
  vi.setSystemTime(Date.now() + 300_000);
  await problemOf(await key.post("/api/me/confirmation", { password: "x" }), "forbidden");
  expect((await approve(key, run)).status).toBe(200);
});
