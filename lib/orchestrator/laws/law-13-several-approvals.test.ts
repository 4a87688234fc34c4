import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { toColumn } from "@/lib/store/connection/json-column";
import { databaseKinds } from "@/lib/testing/database";
import {
  ada,
  ann,
  bob,
  carl,
  dutiesWorld,
  hastyRequest,
  intact,
  keyOf,
  outcome,
  people,
  place,
  two,
} from "@/lib/testing/duties";
import { by } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { expireReview } from "../decisions/expire";
import { getRun } from "../reading/get-run";
import { listRuns } from "../reading/list-runs";
import { verifyLog } from "../reading/verify-log";

describe.each(databaseKinds)("law 13: several approvals (%s)", (on) => {
  it("waits for as many people as are demanded, whichever keys they use, and keeps the question meanwhile", async () => {
    await using world = await dutiesWorld(on, two);
    const { context } = world;
    const before = await world.create(hastyRequest);
    const { run_id, version } = before;
    expect(before.policy).toMatchObject({ on_timeout: "expire", approvals: { count: 2 } });
    const question = { approval_token: before.review?.approval_token, if_match: version };
    const once = await approveReview(context, run_id, by(keyOf(ann), question), { message: "fine" });
    expect(place(once)).toEqual(["awaiting_human", "payload_review"]);
    expect(once.review).toMatchObject({ ...before.review, approvals: [{ person: "user:user_ann" }] });
    expect([once.decisions, once.message]).toEqual([[], before.message]);
    for (const who of [ann, keyOf(ann), keyOf(ann, 2)])
      expect(await outcome(approveReview(context, run_id, by(who, question), {}))).toBe("not_eligible");
    expect(await getRun(context, bob, run_id)).toMatchObject({
      approvals: {
        needed: 2,
        given: [{ actor: { id: "key_Ann_1" }, message: "fine", payload_digest: before.payload?.digest }],
        may_decide: true,
        why_not: null,
        who_may: [{ id: "user_bob" }, { id: "user_carl" }, { id: "user_ada" }],
      },
    });
    const inbox = await listRuns(context, ann, { sort: "expires_at", limit: 50, status: "awaiting_human" });
    expect(inbox.data).toMatchObject([
      { approvals: { needed: 2, may_decide: false, why_not_said: { code: "approved_already" } } },
    ]);
    expect(world.calls).toBe(0);

    await approveReview(context, run_id, by(bob, question), {});
    const run = await world.rest(run_id);
    expect(run).toMatchObject({
      status: "completed",
      decisions: [
        {
          actor: { name: "Bob" },
          approvals: [{ actor: { id: "key_Ann_1" } }, { actor: bob.name && { name: "Bob" } }],
        },
      ],
    });
    expect(await world.db.prisma.approval.count({ where: { runId: run_id } })).toBe(2);
    expect(await world.db.prisma.decision.count({ where: { runId: run_id } })).toBe(1);
    await intact(world);
  });

  it("is not got round at once, from two instances where there may be two", async () => {
    await using first = await dutiesWorld(on, two);
    await using second = on === "postgres" ? await first.another() : null;
    const contexts = [first.context, (second ?? first).context] as const;
    const race = async (number: number) => {
      const { run_id } = await first.create(hastyRequest);
      const all = (who: Principal[]) =>
        Promise.all(
          who.map((one, at) =>
            outcome(approveReview(contexts[(at + number) % 2] ?? first.context, run_id, by(one), {})),
          ),
        );
      const alone = await all([ann, keyOf(ann), keyOf(ann, 2), ann]);
      expect(alone.toSorted()).toEqual(["done", "not_eligible", "not_eligible", "not_eligible"]);
      expect(place(await first.rest(run_id))).toEqual(["awaiting_human", "payload_review"]);
      const rest = await all([keyOf(ann, 3), bob, keyOf(bob), carl]);
      expect(rest.filter((one) => one === "done")).toHaveLength(1);
      const run = await first.rest(run_id);
      expect(run.status).toBe("completed");
      expect(run.decisions).toHaveLength(1);
      expect(run.decisions[0]?.approvals).toHaveLength(2);
    };
    const quorum = async (number: number) => {
      const { run_id } = await first.create(hastyRequest);
      const outcomes = await Promise.all(
        [ann, bob, carl, ada].map((one, at) =>
          outcome(approveReview(contexts[(at + number) % 2] ?? first.context, run_id, by(one), {})),
        ),
      );
      expect(outcomes.toSorted()).toEqual(["already_decided", "already_decided", "done", "done"]);
    };
    for (let number = 0; number < 4; number++)
      await Promise.all([race(number), race(number + 1), quorum(number), quorum(number + 1)]);
    for (const { id } of await first.db.prisma.run.findMany({ select: { id: true } })) await first.rest(id);
    expect(first.calls).toBe(16);
    await intact(first);
  }, 120_000);

  it("does not count the word of whoever was disabled, or of a key that was revoked, since", async () => {
    await using world = await dutiesWorld(on, two);
    const { context } = world;
    const { prisma } = world.db;
    const { run_id } = await world.create(hastyRequest);
    await approveReview(context, run_id, by(keyOf(ann)), {});
    await prisma.apiKey.delete({ where: { id: keyOf(ann).id } });
    expect((await getRun(context, bob, run_id)).approvals).toMatchObject({ given: [], may_decide: true });
    expect(place(await approveReview(context, run_id, by(carl), {}))[0]).toBe("awaiting_human");
    await prisma.user.update({ where: { id: carl.id }, data: { banned: true } });
    expect(place(await approveReview(context, run_id, by(bob), {}))[0]).toBe("awaiting_human");
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, by(ann), {});
    const run = await world.rest(run_id);
    expect(run.status).toBe("completed");
    expect(run.decisions[0]?.approvals?.map(({ actor }) => actor.id)).toEqual(["user_bob", "user_ann"]);
    await intact(world);
  });

  it("counts nothing that was approved before an edit, and an editor's own approval after it", async () => {
    await using world = await dutiesWorld(on, two);
    const { context } = world;
    const { run_id, review } = await world.create(hastyRequest);
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    const edits = { payload: { seed: 7 } };
    const saved = await editReview(context, run_id, await world.seenBy(bob, run_id), {
      edits,
      approve: false,
    });
    expect(people(saved)).toEqual([]);
    const old = by(carl, { approval_token: review?.approval_token });
    expect(await outcome(approveReview(context, run_id, old, {}))).toBe("already_decided");
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    const signed = await editReview(context, run_id, await world.seenBy(bob, run_id), {
      edits: { payload: { seed: 9 } },
      approve: true,
    });
    expect([place(signed), people(signed)]).toEqual([
      ["awaiting_human", "payload_review"],
      ["user:user_bob"],
    ]);
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    expect((await world.rest(run_id)).attempt?.digest).toBe(signed.payload?.digest);
    await intact(world);
  });

  it("takes no silence for an approval, even where a rule lists it, and keeps what was given when it asks again", async () => {
    let ahead = 0;
    const silent = { ...two, on_timeout: ["approve" as const, "escalate" as const] };
    await using world = await dutiesWorld(on, silent, () => ahead);
    const { context } = world;
    const { run_id, policy } = await world.create(hastyRequest);
    expect(policy.on_timeout).toBe("escalate");
    const once = await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    ahead = 3_700_000;
    await expireReview(context, run_id, once.review?.id ?? "");
    // PostgreSQL does jobs by its own clock.
    ahead = 0;
    const again = await world.rest(run_id);
    expect([place(again), people(again)]).toEqual([["awaiting_human", "payload_review"], ["user:user_ann"]]);
    expect(again.review?.id).not.toBe(once.review?.id);
    expect(await outcome(approveReview(context, run_id, await world.seenBy(keyOf(ann), run_id), {}))).toBe(
      "not_eligible",
    );
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    await intact(world);
  });

  it("keeps one row a person and question, and finds one that was forged", async () => {
    await using world = await dutiesWorld(on, two);
    const { prisma } = world.db;
    const { run_id } = await world.create(hastyRequest);
    await approveReview(world.context, run_id, await world.seenBy(ann, run_id), {});
    const row = await prisma.approval.findFirstOrThrow({ omit: { actor: true, onBehalfOf: true } });
    await expect(prisma.approval.create({ data: { ...row, actor: {} } })).rejects.toThrow(
      "Unique constraint",
    );
    await prisma.approval.updateMany({
      data: { actor: toColumn({ kind: "user", id: "user_eve", name: "Eve" }) },
    });
    expect((await verifyLog(world.context, run_id)).breaks).toMatchObject([
      { said: { code: "log_row_differs", values: { table: "Approval", column: "actor" } } },
    ]);
    await prisma.approval.deleteMany();
    expect((await verifyLog(world.context, run_id)).intact).toBe(false);
  });
});
