import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { changeKey } from "@/lib/services/people/change-key";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import {
  ada,
  ann,
  another,
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
  unedited,
} from "@/lib/testing/duties";
import { by, requesterRita, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { decideMany } from "../decisions/decide-many";
import { editReview } from "../decisions/edit";
import { getRun } from "../reading/get-run";
import { forkRun } from "../requests/fork";

describe.each(databaseKinds)("law 13: separation of duties (%s)", (on) => {
  it("lets nobody approve what they asked for, by any way, key or name", async () => {
    await using world = await dutiesWorld(on, another);
    const { context } = world;
    const tries = async (who: Principal, { run_id, review }: RunState) => {
      const token = { approval_token: review?.approval_token ?? "" };
      const [bulk] = await decideMany(context, who, new Date(), {
        action: "approve",
        runs: [{ run_id, ...token }],
      });
      return [
        await outcome(approveReview(context, run_id, by(who), {})),
        await outcome(approveReview(context, run_id, { ...by(who), undo_seconds: 5 }, {})),
        bulk && "error" in bulk ? bulk.error.code : "done",
      ];
    };
    const refused = ["not_eligible", "not_eligible", "not_eligible"];
    const asked = await world.create(hastyRequest, ann);
    expect(await tries(ann, asked)).toEqual(refused);
    expect(await tries(keyOf(ann), asked)).toEqual(refused);
    expect(await tries(ann, await world.create(hastyRequest, keyOf(ann, 2)))).toEqual(refused);
    const named = { ...hastyRequest, user_email: " Ann@Example.com" };
    expect(await tries(ann, await world.create(named, requesterRita))).toEqual(refused);
    expect(await tries(keyOf(ann), await world.create(named, requesterRita))).toEqual(refused);
    for (const names of [{ user_email: "Ann <ann@example.com>" }, { user_id: "user_ann" }])
      expect(await tries(ann, await world.create({ ...hastyRequest, ...names }, requesterRita))).toEqual(
        refused,
      );
    const fork = await forkRun(context, bob, asked.run_id, {});
    expect(await tries(bob, await world.rest(fork.run_id))).toEqual(refused);
    expect(world.calls).toBe(0);
    await expect(approveReview(context, asked.run_id, by(ann), {})).rejects.toThrow(
      /^Ann asked for this.*Who may: .*Bob/,
    );

    const edits = { payload: { seed: 7 } };
    const edited = await editReview(context, asked.run_id, by(ann), { edits, approve: true });
    expect(place(edited)).toEqual(["awaiting_human", "payload_review"]);
    expect([edited.review?.digest, people(edited)]).toEqual([edited.payload?.digest, []]);
    await approveReview(context, asked.run_id, by(keyOf(bob)), {});
    expect(await world.rest(asked.run_id)).toMatchObject({
      status: "completed",
      attempt: { digest: edited.payload?.digest },
      decisions: [{ action: "edit" }, { action: "approve", approvals: [{ actor: { id: "key_Bob_1" } }] }],
    });
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("does not take an editor's word alone for their own edit, and voids what was approved before it", async () => {
    await using world = await dutiesWorld(on, unedited);
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    const edits = { payload: { seed: 7 } };
    const edited = await editReview(
      context,
      run_id,
      { ...by(ann), undo_seconds: 5 },
      { edits, approve: true },
    );
    expect([place(edited), people(edited)]).toEqual([["awaiting_human", "payload_review"], []]);
    for (const who of [ann, keyOf(ann)])
      expect(await outcome(approveReview(context, run_id, await world.seenBy(who, run_id), {}))).toBe(
        "not_eligible",
      );
    const again = await editReview(context, run_id, await world.seenBy(bob, run_id), {
      edits: { payload: { seed: 8 } },
      approve: true,
    });
    for (const who of [ann, bob])
      expect(await outcome(approveReview(context, run_id, await world.seenBy(who, run_id), {}))).toBe(
        "not_eligible",
      );
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, await world.seenBy(carl, run_id), {});
    expect((await world.rest(run_id)).attempt?.digest).toBe(again.payload?.digest);
    await intact(world);
  });

  it("does not take an edit for somebody else's because the run was made anew from it", async () => {
    await using world = await dutiesWorld(on, unedited);
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    await editReview(context, run_id, by(ann), { edits: { payload: { seed: 7 } }, approve: false });
    const fork = await forkRun(context, requesterRita, run_id, {});
    await world.rest(fork.run_id);
    expect(await outcome(approveReview(context, fork.run_id, by(ann), {}))).toBe("not_eligible");
    expect(await outcome(approveReview(context, fork.run_id, by(bob), {}))).toBe("done");
    await world.rest(fork.run_id);
    await intact(world);
  });

  it("keeps whose edit it is through runs that no rule asked about", async () => {
    await using world = await TestEngine.start({ on });
    await addReviewers(world.db, [ann, bob, carl, ada]);
    const { context } = world;
    const held = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
    const { run_id } = await world.create(
      { ...hastyRequest, hitl_config: held, edits: { payload: { seed: 7 } } },
      ann,
    );
    const fork = await forkRun(context, bob, run_id, {});
    await world.rest(fork.run_id);
    await addRule(world.db, { demand: unedited });
    const last = await forkRun(context, carl, fork.run_id, {});
    await world.rest(last.run_id);
    expect(await outcome(approveReview(context, last.run_id, by(ann), {}))).toBe("not_eligible");
    expect(await outcome(approveReview(context, last.run_id, by(ada), {}))).toBe("done");
    await world.rest(last.run_id);
    await intact(world);
  });

  it("counts a key as the person it was given to meanwhile, in what waits as well", async () => {
    await using world = await dutiesWorld(on, { ...two, approvals: { count: 2, not_requester: true } });
    const { context } = world;
    const stray: Principal = { kind: "api_key", id: "key_stray", name: "CI", email: null, role: "reviewer" };
    const now = new Date();
    const dates = { createdAt: now, updatedAt: now };
    const role = { permissions: '{"role":["reviewer"]}' };
    await world.db.prisma.apiKey.create({
      data: { id: stray.id, key: stray.id, referenceId: "x", ...role, ...dates },
    });
    const own = await world.create(hastyRequest, stray);
    const { run_id } = await world.create(hastyRequest);
    await approveReview(context, run_id, by(stray), {});
    await changeKey(world, testAdmin, stray.id, { owner_user_id: ann.id }, now);
    for (const who of [ann, keyOf(ann)])
      for (const id of [run_id, own.run_id])
        expect(await outcome(approveReview(context, id, await world.seenBy(who, id), {}))).toBe(
          "not_eligible",
        );
    expect((await getRun(context, bob, run_id)).approvals?.given).toHaveLength(1);
    await world.db.prisma.apiKey.delete({ where: { id: stray.id } });
    expect(await outcome(approveReview(context, own.run_id, await world.seenBy(ann, own.run_id), {}))).toBe(
      "not_eligible",
    );
    await world.db.prisma.apiKey.create({
      data: { id: stray.id, key: stray.id, referenceId: "x", ...role, ...dates },
    });
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, by(bob), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    await expect(
      changeKey(world, testAdmin, stray.id, { owner_user_id: "nobody" }, now),
    ).rejects.toMatchObject({ code: "validation_error" });
    await intact(world);
  });

  it("holds for an edit that only then is dear enough for the rule", async () => {
    await using world = await TestEngine.start({ on });
    await addReviewers(world.db, [ann, bob, carl]);
    await addRule(world.db, { when: { cost_over_usd: 0.008 }, demand: two });
    const hitl_config = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
    const { run_id, policy } = await world.create({ ...hastyRequest, hitl_config });
    expect(policy.approvals).toBeUndefined();
    const edits = { payload: { num_outputs: 4 } };
    const edited = await editReview(world.context, run_id, await world.seenBy(ann, run_id), {
      edits,
      approve: true,
    });
    expect([place(edited), people(edited)]).toEqual([
      ["awaiting_human", "payload_review"],
      ["user:user_ann"],
    ]);
    expect(world.calls).toBe(0);
    await approveReview(world.context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
  });
});
