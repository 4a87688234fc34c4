import { expect, test } from "vitest";
import { Budget } from "@/lib/contracts/budgets";
import { exactly, problemOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { ada, ann, rita } = await testApi();
const budgets = "/api/hitl/budgets";
const change = (id: string, body: object) =>
  ada.send("PATCH", `${budgets}/${id}`, {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

test("an admin makes, sees, changes and deletes a budget, and an approval that does not fit is told which", async () => {
  const answer = await ada.post(budgets, { name: "Film", limit_usd: 0.001, period: "day" });
  expect(answer.status).toBe(201);
  const made = exactly(Budget, await answer.json());
  expect(made).toMatchObject({ for: {}, unknown_usd: null, over: "refuse", spent: 0, reserved: 0 });
  expect(made.current).toMatch(/^\d{4}-\d\d-\d\d$/);
  const run = await rita.create({ model: fluxRef, hitl_config: { policy: "require_human" } });
  const refused = await ann.post(`/api/hitl/runs/${run.run_id}/approve`, {
    approval_token: run.approval_token,
  });
  expect(await problemOf(refused, "budget_exceeded")).toMatchObject({
    status: 402,
    budget: { id: made.id, name: "Film", limit: 0.001, spent: 0 },
  });
  expect((await ann.run(run.run_id)).budget).toMatchObject([{ id: made.id, limit: 0.001 }]);
  expect(exactly(Budget, await (await change(made.id, { limit_usd: 1 })).json()).limit_usd).toBe(1);
  await ann.decide(run.run_id, "approve");
  const { data } = await (await ada.get(budgets)).json();
  expect(data).toHaveLength(1);
  expect((data[0].spent + data[0].reserved).toFixed(3)).toBe("0.003");
  expect((await ada.send("DELETE", `${budgets}/${made.id}`)).status).toBe(204);
  await problemOf(await ada.send("DELETE", `${budgets}/${made.id}`), "not_found");
});

test("a budget of a group that is not there, or without an amount, is refused", async () => {
  const month = { name: "x", limit_usd: 1, period: "month" };
  const { errors } = await problemOf(
    await ada.post(budgets, { ...month, for: { group: "grp_x" } }),
    "validation_error",
  );
  expect(errors?.map(({ pointer }) => pointer)).toEqual(["/for/group"]);
  for (const body of [
    { ...month, limit_usd: -1 },
    { ...month, period: "week" },
    { ...month, for: { role: "x" } },
  ])
    await problemOf(await ada.post(budgets, body), "validation_error");
});

test("a group is not deleted while a budget is for its members, and is once none is", async () => {
  const group = await (await ada.post("/api/hitl/groups", { name: "Film" })).json();
  const members = { name: "Crew", limit_usd: 1, period: "month", for: { group: group.id } };
  const budget = await (await ada.post(budgets, members)).json();
  const remove = () => ada.send("DELETE", `/api/hitl/groups/${group.id}`);
  const { said } = await problemOf(await remove(), "conflict");
  expect(said).toMatchObject({ code: "group_has_budget", values: { name: "Crew" } });
  expect((await ada.send("DELETE", `${budgets}/${budget.id}`)).status).toBe(204);
  expect((await remove()).status).toBe(204);
});

test("a budget that is off holds nobody up and is told to nobody who looks at a run", async () => {
  const made = await (await ada.post(budgets, { name: "Off", limit_usd: 0, period: "day" })).json();
  const run = await rita.create({ model: fluxRef, hitl_config: { policy: "require_human" } });
  expect((await ann.run(run.run_id)).budget).toMatchObject([{ id: made.id, unknown: null, holder: null }]);
  expect(await (await change(made.id, { enabled: false })).json()).toMatchObject({ enabled: false });
  expect((await ann.run(run.run_id)).budget).toEqual([]);
  await ann.decide(run.run_id, "approve");
  expect((await ada.send("DELETE", `${budgets}/${made.id}`)).status).toBe(204);
});
