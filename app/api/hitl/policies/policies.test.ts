import { expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { Rule, TriedRules } from "@/lib/contracts/rules";
import { demandedBy } from "@/lib/core/rules/demand";
import { createRule } from "@/lib/services/policies/create-rule";
import { Client, exactly, problemOf, testApi } from "@/lib/testing/api";
import { testAdmin, testPerson } from "@/lib/testing/app";
import { fluxRef, TestEngine } from "@/lib/testing/engine";
import { addRule } from "@/lib/testing/rules";

const { app, ada, ann, rita, replicate } = await testApi();
const address = "/api/hitl/policies";
const money = {
  name: "Money asks",
  order: 2,
  when: { cost_over_usd: 0 },
  demand: { policy: "require_human", allowed_steps: ["payload_review"] },
};
const hasty: CreateRun = { prompt: "a red bicycle", model: fluxRef, hitl_config: { policy: "auto" } };

const patch = (id: string, body: object) =>
  ada.send("PATCH", `${address}/${id}`, {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

async function made(body: object): Promise<Rule> {
  const response = await ada.post(address, body);
  expect(response.status).toBe(201);
  return exactly(Rule, await response.json());
}

async function read(): Promise<Rule[]> {
  const { data } = await (await ada.get(`${address}?limit=200`)).json();
  return data.map((rule: unknown) => exactly(Rule, rule));
}

test("a rule is added, changed, switched off, counted and taken away; it is read by order, the newest first", async () => {
  const first = await made(money);
  expect(first).toMatchObject({ ...money, enabled: true, caught: 0 });
  const second = await made({ ...money, name: "The same later" });
  expect((await read()).map(({ name }) => name)).toEqual(["The same later", "Money asks"]);
  const moved = await patch(first.id, { order: 1, name: "Money first" });
  expect(exactly(Rule, await moved.json())).toMatchObject({
    order: 1,
    name: "Money first",
    demand: money.demand,
  });
  expect((await read()).map(({ id }) => id)).toEqual([first.id, second.id]);

  const run = await rita.create(hasty);
  expect(run).toMatchObject({ status: "awaiting_human", hitl_config: { policy: "require_human" } });
  expect(run.policy_rules.map(({ id }) => id)).toEqual([first.id, second.id]);
  expect((await read()).map(({ caught }) => caught)).toEqual([1, 1]);

  await patch(first.id, { enabled: false });
  expect((await ada.send("DELETE", `${address}/${second.id}`)).status).toBe(204);
  expect((await rita.create(hasty)).status).toBe("completed");
  await problemOf(await ada.send("DELETE", `${address}/${second.id}`), "not_found");
  await problemOf(await patch(second.id, { enabled: true }), "not_found");
  await ada.send("DELETE", `${address}/${first.id}`);
});

test("a page of rules goes on where the last one ended", async () => {
  const names = ["a", "b", "c"];
  for (const [order, name] of names.entries()) await made({ ...money, name, order });
  const first = await (await ada.get(`${address}?limit=2`)).json();
  const rest = await (await ada.get(`${address}?limit=2&cursor=${first.next_cursor}`)).json();
  expect([...first.data, ...rest.data].map(({ name }: Rule) => name)).toEqual(names);
  expect(rest.next_cursor).toBeNull();
  await problemOf(await ada.get(`${address}?cursor=rule_nobodys`), "validation_error");
  for (const { id } of await read()) await ada.send("DELETE", `${address}/${id}`);
});

test.each([
  [{ name: "x", demand: {} }, "/demand"],
  [{ name: "", demand: { skip: true } }, "/name"],
  [{ name: "x", demand: { policy: "require_humans" } }, "/demand/policy"],
  [{ name: "x", demand: { allowed_steps: ["api_call"] } }, "/demand/allowed_steps"],
  [{ name: "x", when: { modell: "a/b" }, demand: { skip: true } }, "/when"],
])("a rule that cannot be meant is refused: %j", async (body, pointer) => {
  const problem = await problemOf(await ada.post(address, body), "validation_error");
  expect(problem.errors?.map((one) => one.pointer).join()).toContain(pointer);
});

test("approvals of a group that is not there, or in which nobody has a seat, are not promised", async () => {
  const rule = (groups: string[]) => ({ name: "Law", demand: { approvals: { count: 1, groups } } });
  const problem = await problemOf(await ada.post(address, rule(["law"])), "validation_error");
  expect(problem.errors).toMatchObject([{ pointer: "/demand/approvals/groups/0" }]);
  const law = await (await ada.post("/api/hitl/groups", { name: "Law" })).json();
  await problemOf(await ada.post(address, rule([law.id])), "no_one_eligible");
  const change = (members: string[]) =>
    ada.send("PATCH", `/api/hitl/groups/${law.id}`, {
      body: JSON.stringify({ members }),
      headers: { "content-type": "application/json" },
    });
  expect((await change([ann.id])).status).toBe(200);
  const { id } = await (await ada.post(address, rule([law.id]))).json();
  for (const refused of [await change([]), await ada.send("DELETE", `/api/hitl/groups/${law.id}`)])
    await problemOf(refused, "conflict");
  await ada.send("DELETE", `${address}/${id}`);
  expect((await ada.send("DELETE", `/api/hitl/groups/${law.id}`)).status).toBe(204);
});

test("approvals that nobody would be asked for are refused", async () => {
  const demand = { policy: "auto", approvals: { count: 2 } };
  const problem = await problemOf(await ada.post(address, { name: "Two", demand }), "not_enforced");
  expect(problem.errors).toMatchObject([{ pointer: "/demand/approvals" }]);
});

test("a rule that takes more people than there are is refused, however many keys they have", async () => {
  await using world = await TestEngine.start();
  const { prisma } = world.db;
  const add = (approvals: { count: number; not_requester?: boolean; not_editor?: boolean }, when = {}) =>
    createRule(
      world,
      testAdmin,
      { name: "Some", enabled: true, order: 1, when, demand: { approvals } },
      new Date(),
    );
  const ann = { id: "user_ann", name: "Ann", email: "ann@example.com", role: "reviewer" };
  await prisma.user.create({ data: ann });
  const key = { referenceId: "user_ada", permissions: '{"role":["reviewer"]}', ownerUserId: ann.id };
  const row = (id: string) => ({ id, key: id, createdAt: new Date(), updatedAt: new Date() });
  await prisma.apiKey.createMany({ data: ["key_1", "key_2"].map((id) => ({ ...key, ...row(id) })) });
  const refused = { code: "no_one_eligible", message: expect.stringContaining("it takes 2 people") };
  await expect(add({ count: 2 })).rejects.toMatchObject(refused);
  await expect(add({ count: 1, not_requester: true })).rejects.toMatchObject(refused);
  await expect(add({ count: 1, not_editor: true })).rejects.toMatchObject(refused);
  await add({ count: 1, not_requester: true }, { role: "requester" });
  await prisma.apiKey.create({ data: { ...key, ...row("key_3"), ownerUserId: null } });
  const { demand } = await add({ count: 1, not_requester: true });
  await add({ count: 2, not_editor: true });
  await expect(add({ count: 1, not_requester: true, not_editor: true })).rejects.toMatchObject({
    code: "no_one_eligible",
    message: expect.stringContaining("it takes 3 people"),
  });
  expect(demandedBy({ demand })).toMatchObject({
    modes: { payload_review: "require_human", response_review: "require_human" },
  });
  await prisma.user.update({ where: { id: ann.id }, data: { banned: true } });
  await expect(add({ count: 2 })).rejects.toMatchObject({ code: "no_one_eligible" });
});

test("a rule that nobody could answer is refused", async () => {
  await using world = await TestEngine.start();
  const draft = { ...money, enabled: true, demand: { policy: "require_human" as const } };
  await expect(createRule(world, testAdmin, draft, new Date())).rejects.toMatchObject({
    code: "no_one_eligible",
  });
  await createRule(world, testAdmin, { ...draft, demand: { timeout_seconds_max: 60 } }, new Date());
});

test("trying says what a request would meet, as whom, and stores and calls nothing", async () => {
  const { id } = await addRule(app.db, {
    order: 2,
    when: { cost_over_usd: 0 },
    demand: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  const reviewer = await testPerson(app, "reviewer");
  const [runs, calls] = [await app.db.prisma.run.count(), replicate.predictions.length];
  const tried = async (body: object): Promise<TriedRules> => {
    const response = await ada.post(`${address}/try`, { run: hasty, ...body });
    expect(response.status).toBe(200);
    return exactly(TriedRules, await response.json());
  };
  const mine = await tried({});
  expect(mine).toMatchObject({
    requested: { policy: "auto" },
    policy: {
      policy: "require_human",
      by_step: { payload_review: "require_human", response_review: "auto" },
    },
    rules: [{ id, applies: true }],
    would_pause_at: "payload_review",
    path: "hitl",
  });
  expect(mine.may_decide).toContainEqual({ kind: "user", id: reviewer.id, name: reviewer.name });
  expect(mine.may_decide.map(({ id }) => id)).toEqual(expect.arrayContaining([ann.id, ada.id]));
  expect(mine.may_decide.map(({ id }) => id)).not.toContain(rita.id);

  const apart = { ...money, demand: { approvals: { count: 1, not_requester: true } } };
  const others = (await tried({ rules: [apart] })).may_decide.map((actor) => actor.id);
  expect([others.includes(ann.id), others.includes(ada.id)]).toEqual([true, false]);

  const admins = { name: "Admins may", order: 1, when: { role: "admin" }, demand: { skip: true } };
  const drafts = { rules: [money, admins] };
  expect(await tried({ ...drafts, as: { role: "admin" } })).toMatchObject({
    would_pause_at: null,
    rules: [{ id: "draft_2" }],
  });
  expect(await tried({ ...drafts, as: { role: "requester" } })).toMatchObject({
    would_pause_at: "payload_review",
  });
  expect((await tried({ as: { role: "requester", path: "legacy" } })).path).toBe("hitl");
  expect((await tried({ rules: [], as: { role: "requester", path: "legacy" } })).path).toBe("legacy");
  const free = { run: { ...hasty, model: "sandbox:sandbox/image" } };
  expect(await tried(free)).toMatchObject({ would_pause_at: null, rules: [{ id, applies: false }] });
  expect([await app.db.prisma.run.count(), replicate.predictions.length]).toEqual([runs, calls]);
  await problemOf(await ann.post(`${address}/try`, { run: hasty }), "forbidden");
});

test("what an admin asks for may skip, by key as by session, and nobody else's", async () => {
  await addRule(app.db, { order: 1, when: { role: "admin" }, demand: { skip: true } });
  const signedIn = async (role: "admin" | "reviewer") =>
    new Client("", { cookie: (await testPerson(app, role)).cookie, origin: "http://localhost:3000" });
  for (const who of [ada, await signedIn("admin")])
    expect((await who.create(hasty)).status).toBe("completed");
  for (const who of [ann, await signedIn("reviewer")])
    expect((await who.create(hasty)).status).toBe("awaiting_human");
});

test("a rule that would never have anybody look is refused, and one that looks somewhere is not", async () => {
  const early = { policy: "require_human", allowed_steps: ["information_review"] };
  const blind = { review_thresholds: { cost_max_usd: 1 }, allowed_steps: ["information_review"] };
  await problemOf(await ada.post(address, { ...money, demand: early }), "not_enforced");
  await problemOf(await ada.post(address, { ...money, when: {}, demand: blind }), "not_enforced");
  const kept = [
    await made({ ...money, demand: { policy: "require_human" } }),
    await made({ ...money, when: {}, demand: early }),
    await made({ ...money, when: {}, demand: { review_thresholds: { cost_max_usd: 1 } } }),
  ];
  await problemOf(await patch(kept[1]?.id ?? "", { when: money.when }), "not_enforced");
  for (const { id } of kept) await ada.send("DELETE", `${address}/${id}`);
});

test("a trial of a one-shot request says what becomes of that one, and a rule about money waits for a price", async () => {
  for (const { id } of await read()) await ada.send("DELETE", `${address}/${id}`);
  const body = {
    run: { prompt: "a red bicycle", model: fluxRef },
    as: { role: "requester", path: "legacy" },
  };
  const tried = async () => exactly(TriedRules, await (await ada.post(`${address}/try`, body)).json());
  expect(await tried()).toMatchObject({
    path: "legacy",
    would_pause_at: null,
    policy: { policy: "auto" },
    requested: { policy: "auto" },
  });
  const { id } = await made(money);
  expect(await tried()).toMatchObject({ path: "hitl", would_pause_at: "payload_review" });
  const hitl_config = { policy: "require_human" as const, allowed_steps: ["information_review" as const] };
  const run = await rita.create({ ...hasty, hitl_config });
  expect(run).toMatchObject({ current_step: "information_review", policy_rules: [] });
  await ada.send("DELETE", `${address}/${id}`);
});

const skipByPath = { name: "Mine", when: { path: "legacy" }, demand: { skip: true } };

test("a draft that could not be saved is neither tried nor replayed", async () => {
  const pointers = async (path: string, body: object) =>
    (await problemOf(await ada.post(`${address}/${path}`, body), "validation_error")).errors?.map(
      ({ pointer }) => pointer,
    );
  const rules = [money, skipByPath];
  expect(await pointers("try", { run: hasty, rules })).toEqual(["/rules/1/when/path"]);
  expect(await pointers("simulate", { rules })).toEqual(["/rules/1/when/path"]);
  expect(await pointers("simulate", {})).toEqual([""]);
});

test("nobody changes or deletes another rule than the one they saw, and is told", async () => {
  const { id, version } = await made(money);
  const theirs = exactly(Rule, await (await patch(id, { name: "Theirs", version })).json());
  expect(theirs.version).not.toBe(version);
  const lost = await problemOf(await patch(id, { name: "Mine", version }), "conflict");
  expect(lost.said).toEqual({ code: "rule_overtaken", values: { name: "Theirs" } });
  const stale = encodeURIComponent(version);
  await problemOf(await ada.send("DELETE", `${address}/${id}?version=${stale}`), "conflict");
  expect((await read()).map(({ name }) => name)).toEqual(["Theirs"]);
  const all = await Promise.all(["a", "b", "c"].map((name) => patch(id, { name, version: theirs.version })));
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  const [now] = await read();
  const present = encodeURIComponent(now?.version ?? "");
  expect((await ada.send("DELETE", `${address}/${id}?version=${present}`)).status).toBe(204);
});

test("a rule is moved before another one or behind all, and no two are equal then, whoever moves at once", async () => {
  const ids = [];
  for (const name of ["c", "b", "a"]) ids.push((await made({ ...money, name, order: 7 })).id);
  const [c = "", b = "", a = ""] = ids;
  const names = async () => (await read()).map(({ name }) => name).join("");
  const move = (id: string, before: string | null) => ada.post(`${address}/${id}/move`, { before });
  expect(await names()).toBe("abc");
  const moved = exactly(Rule, await (await move(c, a)).json());
  expect(moved).toMatchObject({ name: "c", order: 7 });
  expect(await names()).toBe("cab");
  await move(c, null);
  expect(await names()).toBe("abc");
  expect((await read()).map(({ order }) => order)).toEqual([7, 8, 9]);
  await Promise.all([move(c, a), move(b, a), move(a, null), move(b, null), move(c, b)]);
  const after = await read();
  expect(new Set(after.map(({ order }) => order)).size).toBe(3);
  await problemOf(await move(a, "rule_nobodys"), "conflict");
  await problemOf(await move("rule_nobodys", a), "not_found");
  await patch(a, { order: 1_000_000 });
  await move(b, null);
  expect((await read()).at(-1)?.name).toBe("b");
  for (const { id } of await read()) await ada.send("DELETE", `${address}/${id}`);
});

test("a trial tells of every rule what came of it, and which of its conditions do not hold", async () => {
  const rules = [
    {
      ...money,
      name: "Others",
      order: 1,
      when: { role: "reviewer", model: "llama/*", metadata: { team: "x" } },
    },
    { ...money, name: "Money", order: 2 },
    { name: "Flux", order: 3, when: { model: "black-forest-labs/*" }, demand: { skip: true } },
    { ...money, name: "Late", order: 4, when: {} },
  ];
  const response = await ada.post(`${address}/try`, { run: hasty, as: { role: "requester" }, rules });
  const { readings } = exactly(TriedRules, await response.json());
  expect(readings.map(({ name, outcome, unmet }) => [name, outcome, unmet])).toEqual([
    ["Others", "unmet", ["role", "metadata", "model"]],
    ["Money", "demands", []],
    ["Flux", "excepts", []],
    ["Late", "not_read", []],
  ]);
});

test("a trial as somebody's key names that person among those who may decide as little as a run would", async () => {
  const owner = await testPerson(app, "reviewer");
  await testPerson(app, "reviewer");
  const data = { ownerUserId: owner.id };
  await app.db.prisma.apiKey.update({ where: { id: rita.id }, data });
  const rules = [{ name: "Apart", demand: { approvals: { count: 1, not_requester: true } } }];
  const as = { role: "requester", key_id: rita.id };
  const response = await ada.post(`${address}/try`, { run: hasty, as, rules });
  const { may_decide } = exactly(TriedRules, await response.json());
  expect(may_decide.length).toBeGreaterThan(0);
  expect(may_decide.map(({ id }) => id)).not.toContain(owner.id);
  await app.db.prisma.apiKey.update({ where: { id: rita.id }, data: { ownerUserId: null } });
});
