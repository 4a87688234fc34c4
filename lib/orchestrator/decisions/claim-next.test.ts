import { describe, expect, it } from "vitest";
import { createGroup } from "@/lib/services/groups/create-group";
import { setAbsence } from "@/lib/services/people/set-absence";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { claimRun, releaseRun } from "./claim";
import { claimNext } from "./claim-next";

const asks = (seconds: number) => ({
  model: "sandbox:sandbox/image",
  hitl_config: { policy: "require_human" as const, timeout_seconds: seconds },
});

async function addPeople(world: TestEngine): Promise<void> {
  for (const { id, name } of [reviewerAnn, reviewerBob])
    await world.db.prisma.user.create({ data: { id, name, email: `${id}@example.com`, role: "reviewer" } });
}

function addGroup(world: TestEngine, name: string, operation_type: string, member: string) {
  const when = { operation_type };
  const group = { name, when, members: [member], escalate: null, assignment: "anybody" as const };
  return createGroup({ db: world.db }, testAdmin, group, new Date());
}

describe.each(databaseKinds)("the next run for a reviewer (%s)", (on) => {
  it("is no colleague's, also when all ask at once", async () => {
    await using world = await TestEngine.start({ on });
    for (let count = 0; count < 4; count++) await world.create(asks(600 + count));
    const people = ["a", "b", "c", "d", "e"].map((id) => ({ ...reviewerAnn, id, name: id }));
    const given = await Promise.all(people.map((person) => claimNext(world.context, person)));
    const runs = given.filter((id) => id !== null);
    expect(new Set(runs).size).toBe(4);
    expect(runs).toHaveLength(4);
  });

  it("is what one is at, then what one's groups look at, then what no group does, and never other groups'", async () => {
    await using world = await TestEngine.start({ on });
    await addPeople(world);
    await addGroup(world, "Sound", "audio_*", reviewerBob.id);
    await addGroup(world, "Words", "text_*", reviewerAnn.id);
    const { run_id: sound } = await world.create({ ...asks(60), model: "sandbox:sandbox/sound" });
    const { run_id: soon } = await world.create(asks(120));
    const { run_id: late } = await world.create(asks(900));
    const { run_id: words } = await world.create({ ...asks(600), model: "sandbox:sandbox/text" });
    const next = () => claimNext(world.context, reviewerAnn);
    expect(await next()).toBe(words);
    expect(await next()).toBe(words);
    await claimRun(world.context, words, { principal: reviewerBob, idempotency: null });
    expect(await next()).toBe(soon);
    await releaseRun(world.context, soon, { principal: reviewerAnn, idempotency: null });
    await claimRun(world.context, soon, { principal: reviewerBob, idempotency: null });
    expect(await next()).toBe(late);
    await claimRun(world.context, late, { principal: reviewerBob, idempotency: null });
    expect(await next()).toBeNull();
    expect((await world.show(sound)).claimed_by).toBeNull();
  });

  it("is anybody's where nobody has a seat in its groups: all are away, disabled or taken out", async () => {
    await using world = await TestEngine.start({ on });
    await addPeople(world);
    await addGroup(world, "Sound", "audio_*", reviewerBob.id);
    const { run_id } = await world.create({ ...asks(60), model: "sandbox:sandbox/sound" });
    const next = () => claimNext(world.context, reviewerAnn);
    expect(await next()).toBeNull();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await setAbsence(world, testAdmin, reviewerBob.id, { until }, new Date());
    expect(await next()).toBe(run_id);
    await releaseRun(world.context, run_id, { principal: reviewerAnn, idempotency: null });
    await setAbsence(world, testAdmin, reviewerBob.id, { until: null }, new Date());
    expect(await next()).toBeNull();
    await world.db.prisma.user.update({ where: { id: reviewerBob.id }, data: { banned: true } });
    expect(await next()).toBe(run_id);
  });
});
