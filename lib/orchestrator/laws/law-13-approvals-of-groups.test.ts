import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { ChangeGroup } from "@/lib/contracts/groups";
import type { RuleDemand } from "@/lib/contracts/rules";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { changeGroup } from "@/lib/services/groups/change-group";
import { createGroup } from "@/lib/services/groups/create-group";
import { deleteGroup } from "@/lib/services/groups/delete-group";
import { setAbsence } from "@/lib/services/people/set-absence";
import { changeRule } from "@/lib/services/policies/change-rule";
import { createRule } from "@/lib/services/policies/create-rule";
import { deleteRule } from "@/lib/services/policies/delete-rule";
import type { DatabaseKind } from "@/lib/store/connection/location";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule, draftRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { getRun } from "../reading/get-run";
import { listRuns } from "../reading/list-runs";
import { verifyLog } from "../reading/verify-log";

const named = (name: string): Principal => ({ ...reviewerBob, id: `user_${name.toLowerCase()}`, name });
const [ann, bob, carl, lea, max] = [reviewerAnn, reviewerBob, named("Carl"), named("Lea"), named("Max")];

const hasty: CreateRun = {
  prompt: "a red bicycle on a quay",
  model: fluxRef,
  hitl_config: { policy: "auto" },
};

/** Lea and Max are of law, Max of film as well; Ann, Bob and Carl are of neither. */
async function worldWith(on: DatabaseKind, demand: (law: string, film: string) => RuleDemand["approvals"][]) {
  const world = await TestEngine.start({ on });
  await addReviewers(world.db, [ann, bob, carl, lea, max]);
  const group = (name: string, members: string[]) =>
    createGroup(
      world,
      testAdmin,
      { name, when: { model: "other/*" }, members, escalate: null, assignment: "anybody" as const },
      new Date(),
    );
  const law = await group("Law", [lea.id, max.id]);
  const film = await group("Film", [max.id]);
  for (const approvals of demand(law.id, film.id))
    await addRule(world.db, {
      name: "Kept apart",
      demand: { policy: "require_human", allowed_steps: ["payload_review"], approvals },
    });
  return world;
}

const outcome = async (decision: Promise<unknown>): Promise<string> => {
  try {
    const done = await decision;
    return typeof done === "object" && done && "status" in done ? String(done.status) : "done";
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
};
const intact = async (world: TestEngine) => expect((await verifyLog(world.context, null)).breaks).toEqual([]);

describe.each(databaseKinds)("law 13: approvals of groups (%s)", (on) => {
  it("keeps the last place for the group that must approve, whoever comes first", async () => {
    await using world = await worldWith(on, (law) => [{ count: 2, groups: [law] }]);
    const { context } = world;
    const approve = async (who: Principal, id: string) =>
      outcome(approveReview(context, id, await world.seenBy(who, id), {}));
    const { run_id } = await world.create(hasty);
    expect(await approve(ann, run_id)).toBe("awaiting_human");
    expect(await approve(bob, run_id)).toBe("not_eligible");
    await expect(approveReview(context, run_id, await world.seenBy(bob, run_id), {})).rejects.toThrow(
      /^An approval of Law is missing, where Bob has no seat that counts. Who may: Lea, Max$/,
    );
    expect((await getRun(context, bob, run_id)).approvals).toMatchObject({
      needed: 2,
      given: [{ actor: { name: "Ann" } }],
      groups: [{ any_of: [{ name: "Law" }], met: false }],
      may_decide: false,
      who_may: [{ name: "Lea" }, { name: "Max" }],
    });
    const inbox = await listRuns(context, lea, { sort: "expires_at", limit: 50, status: "awaiting_human" });
    expect(inbox.data).toMatchObject([
      { approvals: { may_decide: true }, groups: [{ name: "Law", yours: true }] },
    ]);
    expect(world.calls).toBe(0);
    await approve(lea, run_id);
    expect(await world.rest(run_id)).toMatchObject({
      status: "completed",
      decisions: [{ approvals: [{ actor: { name: "Ann" } }, { groups: [{ name: "Law" }] }] }],
    });
    const second = await world.create(hasty);
    for (const who of [lea, max]) await approve(who, second.run_id);
    expect((await world.rest(second.run_id)).status).toBe("completed");
    await intact(world);
  });

  it("joins what rules want: one of each, whom somebody of both may be alone", async () => {
    await using world = await worldWith(on, (law, film) => [
      { count: 1, groups: [law] },
      { count: 1, groups: [film] },
    ]);
    const { context } = world;
    const approve = async (who: Principal, id: string) =>
      outcome(approveReview(context, id, await world.seenBy(who, id), {}));
    const { run_id } = await world.create(hasty);
    expect(await approve(ann, run_id)).toBe("not_eligible");
    expect(await approve(lea, run_id)).toBe("awaiting_human");
    expect((await getRun(context, ann, run_id)).approvals).toMatchObject({ needed: 2, given: [{}] });
    await approve(max, run_id);
    expect((await world.rest(run_id)).status).toBe("completed");
    const other = await world.create(hasty);
    await approve(max, other.run_id);
    expect((await world.rest(other.run_id)).decisions[0]?.approvals).toHaveLength(1);
    await intact(world);
  });

  it("counts a stand-in for approvals only where an admin said so", async () => {
    await using world = await worldWith(on, (law) => [{ count: 1, groups: [law] }]);
    const { context } = world;
    const approve = async (who: Principal, id: string) =>
      outcome(approveReview(context, id, await world.seenBy(who, id), {}));
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const away = { until, stand_in: bob.id };
    await setAbsence(world, lea, lea.id, away, new Date());
    const { run_id } = await world.create(hasty);
    expect(await approve(bob, run_id)).toBe("not_eligible");
    await setAbsence(world, testAdmin, lea.id, away, new Date());
    expect(await approve(bob, run_id)).not.toBe("not_eligible");
    expect((await world.rest(run_id)).status).toBe("completed");
    await intact(world);
  });

  it("lets no request choose its group away: what it says of itself only adds", async () => {
    await using world = await worldWith(on, (law) => [{ count: 1, groups: [law] }]);
    const { context } = world;
    const press = await createGroup(
      world,
      testAdmin,
      {
        name: "Press",
        when: { metadata: { team: "press" } },
        members: [ann.id],
        escalate: null,
        assignment: "anybody" as const,
      },
      new Date(),
    );
    await addRule(world.db, {
      when: { metadata: { team: "press" } },
      demand: { approvals: { count: 1, groups: [press.id] } },
    });
    const { run_id } = await world.create({ ...hasty, metadata: { team: "press" } });
    const approve = async (who: Principal) =>
      outcome(approveReview(context, run_id, await world.seenBy(who, run_id), {}));
    expect(await approve(ann)).toBe("awaiting_human");
    expect(await approve(bob)).toBe("not_eligible");
    expect(world.calls).toBe(0);
    await approve(lea);
    expect((await world.rest(run_id)).decisions[0]?.approvals).toHaveLength(2);
    await intact(world);
  });

  it("asks for no more than are needed where nobody edited", async () => {
    await using world = await worldWith(on, (law) => [{ count: 1, groups: [law], not_editor: true }]);
    const { context } = world;
    const { run_id } = await world.create(hasty);
    expect((await getRun(context, ann, run_id)).approvals).toMatchObject({ needed: 1, may_decide: false });
    expect(await outcome(approveReview(context, run_id, await world.seenBy(bob, run_id), {}))).toBe(
      "not_eligible",
    );
    await approveReview(context, run_id, await world.seenBy(lea, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
  });

  it("takes an editor of the group together with somebody who did not edit", async () => {
    await using world = await worldWith(on, (law) => [{ count: 1, groups: [law], not_editor: true }]);
    const { context } = world;
    const { run_id } = await world.create(hasty);
    const edits = { payload: { seed: 7 } };
    const edited = await editReview(context, run_id, await world.seenBy(lea, run_id), {
      edits,
      approve: true,
    });
    expect(edited.review?.approvals).toMatchObject([{ person: "user:user_lea", groups: [{ name: "Law" }] }]);
    await approveReview(context, run_id, await world.seenBy(carl, run_id), {});
    expect((await world.rest(run_id)).attempt?.digest).toBe(edited.payload?.digest);
    await intact(world);
  });

  it("keeps a group, and somebody in it, as long as a run needs it, though its rule is off or gone", async () => {
    await using world = await worldWith(on, (law) => [{ count: 1, groups: [law] }]);
    const { run_id } = await world.create(hasty);
    const [rule] = await world.db.prisma.policyRule.findMany();
    await changeRule(world, testAdmin, rule?.id ?? "", { enabled: false }, new Date());
    const second = await world.create({ ...hasty, hitl_config: { policy: "require_human" } });
    await deleteRule(world, testAdmin, rule?.id ?? "", {}, new Date());
    const { id } = await world.db.prisma.reviewerGroup.findUniqueOrThrow({ where: { name: "Law" } });
    const change = (changes: ChangeGroup) => outcome(changeGroup(world, testAdmin, id, changes, new Date()));
    const remove = () => outcome(deleteGroup(world, testAdmin, id, {}, new Date()));
    expect([await remove(), await change({ members: [] })]).toEqual(["conflict", "conflict"]);
    await expect(deleteGroup(world, testAdmin, id, {}, new Date())).rejects.toThrow(
      /^1 run that is not over/,
    );
    expect(await change({ members: [lea.id] })).toBe("done");
    await world.db.prisma.user.update({ where: { id: lea.id }, data: { banned: true } });
    expect(await change({ name: "Legal" })).toBe("done");
    expect(await change({ members: [max.id] })).toBe("done");
    await approveReview(world.context, run_id, await world.seenBy(max, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    expect(await change({ members: [] })).toBe("done");
    expect(await remove()).toBe("done");
    await approveReview(world.context, second.run_id, await world.seenBy(ann, second.run_id), {});
    await intact(world);
  });
});

it("leaves no rule without anybody when two admins each take away what the other left", async () => {
  await using world = await worldWith("postgres", (law, film) => [{ count: 1, groups: [law, film] }]);
  const groups = await world.db.prisma.reviewerGroup.findMany({ orderBy: { name: "asc" } });
  const now = new Date();
  for (let round = 0; round < 6; round++) {
    const change = (members: string[]) =>
      Promise.all(groups.map(({ id }) => outcome(changeGroup(world, testAdmin, id, { members }, now))));
    expect(await change([max.id])).toEqual(["done", "done"]);
    expect((await change([])).toSorted()).toEqual(["conflict", "done"]);
  }
  for (let round = 0; round < 6; round++) {
    const group = { name: `Spare ${round}`, when: {}, members: [max.id], escalate: null };
    const { id } = await createGroup(world, testAdmin, { ...group, assignment: "anybody" }, now);
    const approvals = { count: 1, groups: [id] };
    const rule = draftRule({
      demand: { policy: "require_human", allowed_steps: ["payload_review"], approvals },
    });
    const done = await Promise.all([
      outcome(createRule(world, testAdmin, rule, now)),
      outcome(deleteGroup(world, testAdmin, id, {}, now)),
    ]);
    expect(done.filter((one) => one === "done")).toHaveLength(1);
  }
}, 60_000);
