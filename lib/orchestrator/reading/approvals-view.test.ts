import { expect, test } from "vitest";
import { by, requesterRita, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { claimNext } from "../decisions/claim-next";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";

const two = {
  policy: "require_human" as const,
  allowed_steps: ["payload_review" as const],
  approvals: { count: 2 },
};
const waiting = { status: "awaiting_human", sort: "expires_at", limit: 10 } as const;

async function worldOfTwo() {
  const world = await TestEngine.start();
  await addReviewers(world.db, [reviewerAnn, reviewerBob]);
  await addRule(world.db, { name: "Two", when: {}, demand: two });
  return world;
}

test("whoever approved in part is not at it any more, and the next approver gets the run", async () => {
  await using world = await worldOfTwo();
  const { run_id } = await world.create({}, requesterRita);
  expect(await claimNext(world.context, reviewerAnn)).toBe(run_id);
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  expect(await claimNext(world.context, reviewerBob)).toBe(run_id);
});

test("a row counts the approvals that its run counts: none of somebody who was disabled since", async () => {
  await using world = await worldOfTwo();
  const { run_id } = await world.create({}, requesterRita);
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  await world.db.prisma.user.update({ where: { id: reviewerAnn.id }, data: { banned: true } });
  const { data } = await listRuns(world.context, reviewerBob, waiting);
  const shown = await getRun(world.context, reviewerBob, run_id);
  expect([data[0]?.approvals?.given, shown.approvals?.given]).toEqual([[], []]);
});
