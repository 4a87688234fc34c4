import { expect, test } from "vitest";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "./decisions/approve";

const text = { prompt: "a red bicycle", model: "sandbox:sandbox/text" };

test("no question opens in the commit that answers another", async () => {
  await using world = await TestEngine.start();
  const { run_id } = await world.create({
    ...text,
    hitl_config: { policy: "require_human", allowed_steps: ["information_review", "payload_review"] },
  });
  const answered = await approveReview(world.context, run_id, by(reviewerAnn), {});
  expect([answered.status, answered.review]).toEqual(["running", null]);
  expect((await world.rest(run_id)).step).toBe("payload_review");
});

test("an id is recorded though what came with it cannot be, and nothing is called again", async () => {
  await using world = await TestEngine.start();
  const { prisma } = world.db;
  await prisma.$executeRawUnsafe(
    `CREATE TRIGGER "full" BEFORE INSERT ON "ResponseRevision" BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  const { run_id } = await world.createOnly({ ...text, hitl_config: { policy: "auto" } });
  const attempt = () => prisma.attempt.findUnique({ where: { runId_number: { runId: run_id, number: 1 } } });
  await expect.poll(async () => (await attempt())?.state, { timeout: 20_000 }).toBe("settled");
  expect((await attempt())?.providerId).toEqual(expect.any(String));
  await prisma.$executeRawUnsafe(`DROP TRIGGER "full"`);
  expect((await world.rest(run_id)).status).toBe("completed");
  expect(await prisma.attempt.count({ where: { runId: run_id } })).toBe(1);
});
