import { expect, test } from "vitest";
import { HealthDetail } from "@/lib/contracts/health";
import { Hold, mostHolds } from "@/lib/contracts/holds";
import { exactly, problemOf, testApi, wanted } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { app, ada, ann, rita, replicate, rest } = await testApi();
const address = "/api/hitl/holds";
const why = "The bill of this morning is wrong";
const body = { ...wanted({ model: fluxRef }), hitl_config: { policy: "auto" } };
const atOnce = { prefer: "wait=0" };

async function placed(condition: object = {}, more: object = {}): Promise<Hold> {
  const response = await ada.post(address, { for: condition, why, ...more });
  expect(response.status).toBe(201);
  return exactly(Hold, await response.json());
}

async function ended({ id }: Hold, query = ""): Promise<Hold> {
  const response = await ada.send("DELETE", `${address}/${id}${query}`);
  expect(response.status).toBe(200);
  return exactly(Hold, await response.json());
}

async function held(run_id: string) {
  const heldBy = async () => (await rita.run(run_id)).held_back_by?.kind;
  await expect.poll(heldBy, { timeout: 20_000 }).toBe("hold");
}

test("a hold keeps who made and ended it, when and why, and what becomes of the calls meanwhile", async () => {
  const hold = await placed({ provider: "replicate" });
  expect(hold).toMatchObject({
    for: { provider: "replicate" },
    why,
    until: null,
    made_by: { kind: "api_key", id: ada.id },
    ended_at: null,
    ended_by: null,
    calls: { waiting: 0, sending: 0, running: 0 },
  });
  const { run_id } = await (await rita.post("/api/hitl/runs", body, atOnce)).json();
  await held(run_id);
  const listed = async () =>
    (await (await ada.get(address)).json()).data.map((one: unknown) => exactly(Hold, one));
  expect(await listed()).toMatchObject([{ id: hold.id, calls: { waiting: 1 } }]);
  const end = await ended(hold, "?why=The+bill+was+right");
  expect(end).toMatchObject({
    ended_at: expect.any(String),
    ended_by: { id: ada.id },
    ended_why: "The bill was right",
    calls: null,
  });
  await rest(run_id);
  expect((await rita.run(run_id)).status).toBe("completed");
  expect(await listed()).toEqual([end]);
  await problemOf(await ada.send("DELETE", `${address}/${hold.id}`), "conflict");
  await problemOf(await ada.send("DELETE", `${address}/hold_nobodys`), "not_found");
});

test("everybody hears of a hold of all calls, by provider and in health, and nobody of one that is for few", async () => {
  const told = async () => {
    const { data } = await (await rita.get("/api/hitl/providers")).json();
    return data.map((one: { name: string; hold?: { all: boolean } }) => [one.name, one.hold?.all]);
  };
  const trouble = async () =>
    HealthDetail.parse(await (await ada.get("/api/health/detail")).json()).trouble ?? "";
  const few = await placed({ user_id: "user-7" });
  expect((await told()).every(([, all]: [string, unknown]) => all === undefined)).toBe(true);
  expect(await trouble()).toContain("holds the calls of user_id user-7 since");
  const one = await placed({ provider: "replicate" });
  expect(await told()).toContainEqual(["replicate", false]);
  expect(await told()).toContainEqual(["sandbox", undefined]);
  const all = await placed({}, { until: new Date(Date.now() + 3_600_000).toISOString() });
  expect((await told()).every(([, whole]: [string, unknown]) => whole === true)).toBe(true);
  expect(await trouble()).toMatch(
    /holds all calls since .* UTC, until .* UTC: The bill of this morning is wrong\./,
  );
  for (const hold of [few, one, all]) await ended(hold);
  expect(await trouble()).toBe("");
});

test("a hold that was asked for twice is one, and all calls can be held however many holds there are", async () => {
  const few = { model: "acme/*" };
  const first = await placed(few);
  expect(await placed(few)).toMatchObject({ id: first.id });
  await ended(first);
  const rows = Array.from({ length: mostHolds }, (_, n) => ({
    id: `hold_${n}`,
    condition: { user_id: `user-${n}` },
    why,
    madeBy: { kind: "user", id: "user_test", name: "Test" },
    madeAt: new Date(),
  }));
  await app.db.prisma.hold.createMany({ data: rows });
  await problemOf(await ada.post(address, { for: few, why }), "conflict");
  await ended(await placed());
  await app.db.prisma.hold.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
});

test.each([
  [{ why }, "/for"],
  [{ for: {} }, "/why"],
  [{ for: {}, why: "  " }, "/why"],
  [{ for: { providers: "replicate" }, why }, "/for"],
  [{ for: {}, why, until: "2020-01-01T00:00:00Z" }, "/until"],
  [{ for: {}, why, until: "tomorrow" }, "/until"],
])("a hold that cannot be meant is refused: %j", async (given, pointer) => {
  const problem = await problemOf(await ada.post(address, given), "validation_error");
  expect(problem.errors?.map((one) => one.pointer).join()).toContain(pointer);
});

test("holds are admins' alone", async () => {
  for (const who of [rita, ann]) {
    await problemOf(await who.post(address, { for: {}, why }), "forbidden");
    await problemOf(await who.get(address), "forbidden");
    await problemOf(await who.send("DELETE", `${address}/hold_any`), "forbidden");
  }
});

test("a one-shot request whose call is held is not lost: it waits as a run, once, and goes on", async () => {
  const before = replicate.predictions.length;
  const hold = await placed();
  const asked = { ...atOnce, "idempotency-key": "one-shot-under-a-hold" };
  const [first, again] = [
    await rita.post("/api/teams/run", body, asked),
    await rita.post("/api/teams/run", body, asked),
  ];
  const run = await first.json();
  expect([first.status, run.path, run.attempts]).toMatchObject([202, "hitl", expect.any(Array)]);
  expect((await again.json()).run_id).toBe(run.run_id);
  await held(run.run_id);
  expect(replicate.predictions.length).toBe(before);
  await ended(hold);
  await rest(run.run_id);
  expect((await rita.run(run.run_id)).status).toBe("completed");
  expect(replicate.predictions.length).toBe(before + 1);
});
