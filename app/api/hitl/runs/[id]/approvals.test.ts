import { expect, test } from "vitest";
import type { DecisionOutcome } from "@/lib/contracts/evidence";
import { KeyView, NewKey } from "@/lib/contracts/people";
import { Client, exactly, problemOf, testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";
import { addRule } from "@/lib/testing/rules";

const { app, rita, ann, bob, ada } = await testApi();
const gina = await testPerson(app, "reviewer");
const ginaHerself = new Client(gina.id, { cookie: gina.cookie, origin: "http://localhost:3000" });
await addRule(app.db, {
  name: "Two of us",
  when: { metadata: { careful: true } },
  demand: { policy: "require_human", allowed_steps: ["payload_review"], approvals: { count: 2 } },
});

const waiting = () => rita.create({ metadata: { careful: true }, hitl_config: { policy: "auto" } });
const address = (runId: string, action = "approve") => `/api/hitl/runs/${runId}/${action}`;

async function keyOf(owner: string): Promise<Client> {
  const body = { name: "Gina's key", role: "reviewer", owner_user_id: owner };
  const made = exactly(NewKey, await (await ada.post("/api/keys", body)).json());
  expect(made.owner_user_id).toBe(owner);
  return new Client(made.id, { authorization: `Bearer ${made.key}` });
}

test("a key that belongs to somebody counts as them, and one that belongs to nobody as itself", async () => {
  const key = await keyOf(gina.id);
  const { data } = await (await ada.get("/api/keys")).json();
  expect(data.map((row: unknown) => exactly(KeyView, row).owner_user_id)).toContain(gina.id);
  const run = await waiting();
  const once = await key.decide(run.run_id, "approve", { approval_token: run.approval_token });
  expect(once).toMatchObject({
    status: "awaiting_human",
    approval_token: run.approval_token,
    expires_at: run.expires_at,
    approvals: { needed: 2, given: [{ actor: { name: "Gina's key" } }], may_decide: false },
  });
  const problem = await problemOf(await ginaHerself.post(address(run.run_id)), "not_eligible");
  expect(problem.detail).toMatch(/approved this already \(1 of 2\).*Who may: /);
  expect(problem.said).toMatchObject({ code: "not_eligible", values: { why: { code: "approved_already" } } });
  const etag = `"${run.version}"`;
  const done = await ann.post(address(run.run_id), {}, { "if-match": etag, prefer: "wait=15" });
  expect(await done.json()).toMatchObject({ status: "completed", approvals: null });
});

test("a key cannot belong to nobody, and ends with whom it belongs to", async () => {
  const body = { name: "x", role: "reviewer", owner_user_id: "user_nobody" };
  const problem = await problemOf(await ada.post("/api/keys", body), "validation_error");
  expect(problem.errors).toMatchObject([{ pointer: "/owner_user_id" }]);
  await testPerson(app, "admin");
  const leaving = await testPerson(app, "reviewer");
  const key = await keyOf(leaving.id);
  expect((await key.get("/api/me")).status).toBe(200);
  await ada.send("PATCH", `/api/people/${leaving.id}`, {
    body: '{"disabled":true}',
    headers: { "content-type": "application/json" },
  });
  expect((await key.get("/api/me")).status).toBe(401);
  await problemOf(await ada.post("/api/keys", { ...body, owner_user_id: leaving.id }), "validation_error");
});

test("many at once are approved one by one, each waiting for its second person", async () => {
  const runs = [await waiting(), await waiting()];
  const body = {
    action: "approve",
    runs: runs.map(({ run_id, approval_token }) => ({ run_id, approval_token })),
  };
  const bulk = async (who: Client): Promise<DecisionOutcome[]> =>
    (await (await who.post("/api/hitl/decisions", body)).json()).data;
  expect((await bulk(ann)).map(({ decided, status }) => [decided, status])).toEqual([
    [true, "awaiting_human"],
    [true, "awaiting_human"],
  ]);
  expect((await bulk(ann)).map(({ problem }) => problem?.code)).toEqual(["not_eligible", "not_eligible"]);
  for (const { status } of await bulk(bob)) expect(status).not.toBe("awaiting_human");
});

test("the log tells of each approval, and the broken glass is an admin's, with a reason", async () => {
  const run = await waiting();
  await ann.post(address(run.run_id), { message: "fine" });
  const events = await (await ann.get(`${run.events_url}?limit=200`)).json();
  expect(events.data.at(-1)).toMatchObject({
    type: "approval",
    status: "awaiting_human",
    message: "a reviewer's key approved (1 of 2): fine",
  });
  const glass = { break_glass: true, message: "The site is down" };
  await problemOf(await bob.post(address(run.run_id), glass), "forbidden");
  const bare = await problemOf(
    await ada.post(address(run.run_id), { break_glass: true }),
    "validation_error",
  );
  expect(bare.errors).toMatchObject([{ pointer: "/message" }]);
  const other = await rita.create({ metadata: { careful: true }, user_email: "ada@example.com" });
  const broken = await ada.decide(other.run_id, "approve", glass);
  expect(broken).toMatchObject({ break_glass: true, decisions: [{ break_glass: true }] });
  const { data } = await (await ann.get("/api/hitl/runs?break_glass=true")).json();
  expect(data).toMatchObject([{ run_id: other.run_id, break_glass: true }]);
  const line = app.lines.find((one) => one.break_glass === true);
  expect(line).toMatchObject({ event: "decision", run_id: other.run_id, level: 40 });
});
