import { expect, test } from "vitest";
import { HealthDetail } from "@/lib/contracts/health";
import { setBinding } from "@/lib/store/decision-settings";
import { reviewersOf } from "@/lib/store/reviewers";
import { exactly, problemOf, testApi } from "@/lib/testing/api";
import { addRule } from "@/lib/testing/rules";

const { app, ada, ann, nobody } = await testApi();
const address = "/api/health/detail";

async function detail() {
  return exactly(HealthDetail, await (await ada.get(address)).json());
}

test("an admin sees how the installation is", async () => {
  await ada.create();
  expect(await detail()).toMatchObject({
    trouble: null,
    database: { kind: "sqlite" },
    migrations: { missing: [] },
    runs: { awaiting_human: 1 },
    queue: { dead: 0 },
    instances: [],
    storage: { kind: "disk" },
  });
});

test("who comes over the open net is told that the cookie is not safe there", async () => {
  const from = async (host: string) => (await (await ada.get(address, { host })).json()).notices;
  expect(await from("localhost:3000")).not.toContain("no_https");
  expect(await from("sign.example")).toContain("no_https");
});

test("an installation without rules is told so, and no longer once there is one", async () => {
  expect((await detail()).notices).toContain("no_rules");
  const { id } = await addRule(app.db, { demand: { policy: "require_human" } });
  expect((await detail()).notices).not.toContain("no_rules");
  await app.db.prisma.policyRule.update({ where: { id }, data: { enabled: false } });
  expect((await detail()).notices).toContain("no_rules");
});

test("a rule that wants more people than are left is told of until there are enough again", async () => {
  const { prisma } = app.db;
  const people = await reviewersOf(prisma, new Date());
  await addRule(app.db, { demand: { policy: "require_human", approvals: { count: people.length } } });
  expect((await detail()).notices).not.toContain("rule_unanswerable");
  const able = (enabled: boolean) => prisma.apiKey.update({ where: { id: ann.id }, data: { enabled } });
  await able(false);
  expect((await detail()).notices).toContain("rule_unanswerable");
  await able(true);
  expect((await detail()).notices).not.toContain("rule_unanswerable");
});

test("an installation in which a decision need not name its question is told so until it must", async () => {
  expect((await detail()).notices).toContain("binding_off");
  await setBinding(app.db.prisma, true, new Date());
  expect((await detail()).notices).not.toContain("binding_off");
});

test("a job that was put aside is counted", async () => {
  const at = new Date();
  await app.db.prisma.job.create({
    data: { id: "job_dead", kind: "nothing", payload: {}, runAt: at, deadAt: at, createdAt: at },
  });
  expect((await detail()).queue.dead).toBe(1);
});

test("nobody else does", async () => {
  await problemOf(await ann.get(address), "forbidden");
  await problemOf(await nobody.get(address), "unauthenticated");
});
