import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { RuleDemand } from "@/lib/contracts/rules";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { changeKey } from "@/lib/services/people/change-key";
import { toColumn } from "@/lib/store/json-column";
import type { DatabaseKind } from "@/lib/store/location";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import {
  asked,
  by,
  fluxRef,
  requesterRita,
  reviewerAnn,
  reviewerBob,
  TestEngine,
} from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { decideMany } from "../decisions/decide-many";
import { editReview } from "../decisions/edit";
import { expireReview } from "../decisions/expire";
import { rejectReview } from "../decisions/reject";
import { retryCall } from "../decisions/retry";
import { undoDecision } from "../decisions/undo";
import { getRun } from "../reading/get-run";
import { listRuns } from "../reading/list-runs";
import { verifyLog } from "../reading/verify-log";
import { forkRun } from "../requests/fork";

const email = (name: string) => `${name.toLowerCase()}@example.com`;
const ann: Principal = { ...reviewerAnn, email: email("Ann") };
const bob: Principal = { ...reviewerBob, email: email("Bob") };
const carl: Principal = { ...reviewerBob, id: "user_carl", name: "Carl", email: email("Carl") };
const ada: Principal = { ...ann, id: "user_ada", name: "Ada", email: email("Ada"), role: "admin" };

/** A key that counts as somebody. */
const keyOf = (owner: Principal, number = 1): Principal => ({
  kind: "api_key",
  id: `key_${owner.name}_${number}`,
  name: `${owner.name}'s key ${number}`,
  email: null,
  role: "reviewer",
  owner: { id: owner.id, email: owner.email ?? "" },
});

const hasty: CreateRun = {
  prompt: "a red bicycle on a quay",
  model: fluxRef,
  hitl_config: { policy: "auto", on_timeout: "approve" },
};
const atPayload: RuleDemand = { policy: "require_human", allowed_steps: ["payload_review"] };
const two = { ...atPayload, approvals: { count: 2 } };
const another = { ...atPayload, approvals: { count: 1, not_requester: true } };
const unedited = { ...atPayload, approvals: { count: 1, not_editor: true } };
const anyStep = ["payload_review" as const, "response_review" as const];

async function worldWith(on: DatabaseKind, demand: RuleDemand, ahead: () => number = () => 0) {
  const world = await TestEngine.start({ on, clock: () => new Date(Date.now() + ahead()) });
  await addReviewers(world.db, [ann, bob, carl, ada]);
  const now = new Date();
  const keys = [ann, bob, carl].flatMap((owner) => [1, 2, 3].map((number) => keyOf(owner, number)));
  await world.db.prisma.apiKey.createMany({
    data: keys.map(({ id, owner }) => ({
      id,
      key: id,
      referenceId: id,
      permissions: '{"role":["reviewer"]}',
      ownerUserId: owner?.id ?? null,
      createdAt: now,
      updatedAt: now,
    })),
  });
  await addRule(world.db, { name: "Kept apart", when: { model: "*/flux-*" }, demand });
  return world;
}

const outcome = async (decision: Promise<unknown>): Promise<string> => {
  try {
    await decision;
    return "done";
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
};
const place = (run: RunState) => [run.status, run.step];
const people = (run: RunState) => (run.review?.approvals ?? []).map(({ person }) => person);
const intact = async (world: TestEngine) => expect((await verifyLog(world.context, null)).breaks).toEqual([]);

describe.each(databaseKinds)("law 13: separation of duties (%s)", (on) => {
  it("lets nobody approve what they asked for, by any way, key or name", async () => {
    await using world = await worldWith(on, another);
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
    const asked = await world.create(hasty, ann);
    expect(await tries(ann, asked)).toEqual(refused);
    expect(await tries(keyOf(ann), asked)).toEqual(refused);
    expect(await tries(ann, await world.create(hasty, keyOf(ann, 2)))).toEqual(refused);
    const named = { ...hasty, user_email: " Ann@Example.com" };
    expect(await tries(ann, await world.create(named, requesterRita))).toEqual(refused);
    expect(await tries(keyOf(ann), await world.create(named, requesterRita))).toEqual(refused);
    for (const names of [{ user_email: "Ann <ann@example.com>" }, { user_id: "user_ann" }])
      expect(await tries(ann, await world.create({ ...hasty, ...names }, requesterRita))).toEqual(refused);
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

  it("waits for as many people as are demanded, whichever keys they use, and keeps the question meanwhile", async () => {
    await using world = await worldWith(on, two);
    const { context } = world;
    const before = await world.create(hasty);
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
    await using first = await worldWith(on, two);
    await using second = on === "postgres" ? await first.another() : null;
    const contexts = [first.context, (second ?? first).context] as const;
    const race = async (number: number) => {
      const { run_id } = await first.create(hasty);
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
      const { run_id } = await first.create(hasty);
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

  it("does not take an editor's word alone for their own edit, and voids what was approved before it", async () => {
    await using world = await worldWith(on, unedited);
    const { context } = world;
    const { run_id } = await world.create(hasty);
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
    await using world = await worldWith(on, unedited);
    const { context } = world;
    const { run_id } = await world.create(hasty);
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
      { ...hasty, hitl_config: held, edits: { payload: { seed: 7 } } },
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
    await using world = await worldWith(on, { ...two, approvals: { count: 2, not_requester: true } });
    const { context } = world;
    const stray: Principal = { kind: "api_key", id: "key_stray", name: "CI", email: null, role: "reviewer" };
    const now = new Date();
    const dates = { createdAt: now, updatedAt: now };
    const role = { permissions: '{"role":["reviewer"]}' };
    await world.db.prisma.apiKey.create({
      data: { id: stray.id, key: stray.id, referenceId: "x", ...role, ...dates },
    });
    const own = await world.create(hasty, stray);
    const { run_id } = await world.create(hasty);
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

  it("does not count the word of whoever was disabled, or of a key that was revoked, since", async () => {
    await using world = await worldWith(on, two);
    const { context } = world;
    const { prisma } = world.db;
    const { run_id } = await world.create(hasty);
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
    await using world = await worldWith(on, two);
    const { context } = world;
    const { run_id, review } = await world.create(hasty);
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

  it("holds for an edit that only then is dear enough for the rule", async () => {
    await using world = await TestEngine.start({ on });
    await addReviewers(world.db, [ann, bob, carl]);
    await addRule(world.db, { when: { cost_over_usd: 0.008 }, demand: two });
    const hitl_config = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
    const { run_id, policy } = await world.create({ ...hasty, hitl_config });
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

  it("asks as many for another try as for the first, and shows them the payload it would have", async () => {
    await using world = await worldWith(on, { ...two, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hasty);
    world.replicate.nextPredictions({ status: "failed", error: "it broke" });
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    await retryCall(context, run_id, await world.seenBy(ann, run_id), {});
    expect(await outcome(retryCall(context, run_id, await world.seenBy(keyOf(ann), run_id), {}))).toBe(
      "not_eligible",
    );
    const edits = { payload: { seed: 3 } };
    const edited = await editReview(context, run_id, await world.seenBy(carl, run_id), {
      edits,
      approve: true,
    });
    expect([place(edited), people(edited)]).toEqual([["awaiting_human", "api_call"], ["user:user_carl"]]);
    expect(world.calls).toBe(1);
    await retryCall(context, run_id, await world.seenBy(ann, run_id), {});
    const answered = await world.rest(run_id);
    expect(place(answered)).toEqual(["awaiting_human", "response_review"]);
    expect(answered.attempt?.digest).toBe(edited.payload?.digest);

    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    expect(people(await retryCall(context, run_id, await world.seenBy(bob, run_id), {}))).toEqual([
      "user:user_ann",
      "user:user_bob",
    ]);
    const tried = await retryCall(context, run_id, await world.seenBy(carl, run_id), {
      payload: { seed: 4 },
    });
    expect([place(tried), people(tried)]).toEqual([["awaiting_human", "api_call"], ["user:user_carl"]]);
    expect(tried.review?.digest).toBe(tried.payload?.digest);
    expect(world.calls).toBe(2);
    await retryCall(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).attempt).toMatchObject({ number: 3, digest: tried.payload?.digest });
    await approveReview(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await approveReview(context, run_id, await world.seenBy(carl, run_id), {})).status).toBe(
      "completed",
    );
    await intact(world);
  });

  it("keeps an answer that another try would replace: who declines the try is asked about the answer again", async () => {
    await using world = await worldWith(on, { ...two, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hasty);
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    const answered = await world.rest(run_id);
    const payload = { seed: 4 };
    const tried = await retryCall(context, run_id, await world.seenBy(carl, run_id), { payload });
    expect(place(tried)).toEqual(["awaiting_human", "api_call"]);
    const declined = await rejectReview(context, run_id, await world.seenBy(bob, run_id), {
      reason: "keep it",
    });
    expect([place(declined), people(declined)]).toEqual([["awaiting_human", "response_review"], []]);
    expect(declined).toMatchObject({ response: answered.response, issues: answered.issues });
    expect(declined.review?.digest).toBe(answered.review?.digest);
    expect(await outcome(retryCall(context, run_id, by(carl, asked(tried)), { payload }))).toBe(
      "already_decided",
    );
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "completed", response: answered.response });
    expect((await world.rest(run_id)).decisions.at(-1)?.payload_digest).toBe(answered.attempt?.digest);
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("asks as many for a call that is adopted", async () => {
    await using world = await worldWith(on, two);
    const { context } = world;
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id } = await world.create(hasty);
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await retryCall(context, run_id, await world.seenBy(ann, run_id), { adopt });
    await retryCall(context, run_id, await world.seenBy(bob, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    await retryCall(context, run_id, await world.seenBy(carl, run_id), { adopt });
    expect(await world.rest(run_id)).toMatchObject({ status: "completed", attempt: { provider_id: adopt } });
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("takes no silence for an approval, even where a rule lists it, and keeps what was given when it asks again", async () => {
    let ahead = 0;
    const silent = { ...two, on_timeout: ["approve" as const, "escalate" as const] };
    await using world = await worldWith(on, silent, () => ahead);
    const { context } = world;
    const { run_id, policy } = await world.create(hasty);
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

  it("takes back the last approval alone, and asks for another", async () => {
    await using world = await worldWith(on, two);
    const { context } = world;
    const { run_id } = await world.create(hasty);
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    await approveReview(context, run_id, { ...by(bob), undo_seconds: 20 }, {});
    expect(await outcome(undoDecision(context, run_id, by(ann), {}))).toBe("forbidden");
    const again = await undoDecision(context, run_id, by(bob), {});
    expect([place(again), people(again)]).toEqual([["awaiting_human", "payload_review"], ["user:user_ann"]]);
    expect(await outcome(approveReview(context, run_id, await world.seenBy(ann, run_id), {}))).toBe(
      "not_eligible",
    );
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    await intact(world);
  });

  it("takes back one's own approval while others are missing, and no request of before gives it again", async () => {
    let ahead = 0;
    await using world = await worldWith(on, two, () => ahead);
    const { context } = world;
    const next = await world.create(hasty);
    const before = await world.seenBy(ann, next.run_id);
    await approveReview(context, next.run_id, before, {});
    expect(await outcome(undoDecision(context, next.run_id, by(bob), {}))).toBe("invalid_state");
    ahead = 5_000;
    const again = await undoDecision(context, next.run_id, by(keyOf(ann)), { reason: "not yet" });
    ahead = 0;
    expect([place(again), people(again)]).toEqual([["awaiting_human", "payload_review"], []]);
    expect(again.review).toMatchObject({
      expires_at: next.review?.expires_at,
      asked_at: next.review?.opened_at,
    });
    for (const late of [before, { ...before, question: { ...before.question, approval_token: undefined } }])
      expect(["stale_review", "binding_required"]).toContain(
        await outcome(approveReview(context, next.run_id, late, {})),
      );
    for (const who of [bob, ann])
      await approveReview(context, next.run_id, await world.seenBy(who, next.run_id), {});
    expect((await world.rest(next.run_id)).status).toBe("completed");
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("lets anybody reject at once", async () => {
    await using world = await worldWith(on, two);
    const { run_id } = await world.create(hasty, ann);
    await approveReview(world.context, run_id, await world.seenBy(bob, run_id), {});
    const run = await rejectReview(world.context, run_id, by(ann), { reason: "no" });
    expect(run.status).toBe("cancelled");
    await intact(world);
  });

  it("lets an admin alone break the glass, with a reason that stays", async () => {
    await using world = await worldWith(on, { ...two, approvals: { count: 2, not_requester: true } });
    const { context } = world;
    const { run_id } = await world.create(hasty, ada);
    const broken = { break_glass: true };
    const tried = (who: Principal, message?: string) =>
      outcome(approveReview(context, run_id, by(who), { ...broken, message }));
    expect(await tried(bob, "now")).toBe("forbidden");
    expect(await tried(ada, "  ")).toBe("validation_error");
    expect(await outcome(approveReview(context, run_id, await world.seenBy(ada, run_id), {}))).toBe(
      "not_eligible",
    );
    await approveReview(context, run_id, by(bob), {});
    expect(await tried(ada, "The site is down")).toBe("done");
    const run = await world.rest(run_id);
    expect(run).toMatchObject({
      status: "completed",
      decisions: [
        { break_glass: true, message: "The site is down", approvals: [{ actor: { id: "user_bob" } }] },
      ],
    });
    const plain = await world.create(hasty);
    for (const who of [ann, bob])
      await approveReview(context, plain.run_id, await world.seenBy(who, plain.run_id), {});
    const marked = await listRuns(context, ann, { sort: "-created_at", limit: 50, break_glass: "true" });
    expect(marked.data.map((row) => row.run_id)).toEqual([run_id]);
    expect((await getRun(context, ann, run_id)).break_glass).toBe(true);
    const unneeded = await world.create(hasty);
    await approveReview(context, unneeded.run_id, await world.seenBy(ann, unneeded.run_id), {});
    await approveReview(context, unneeded.run_id, by(ada), { ...broken, message: "to be sure" });
    expect((await world.rest(unneeded.run_id)).decisions[0]?.break_glass).toBeUndefined();
    await intact(world);
  });

  it("keeps one row a person and question, and finds one that was forged", async () => {
    await using world = await worldWith(on, two);
    const { prisma } = world.db;
    const { run_id } = await world.create(hasty);
    await approveReview(world.context, run_id, await world.seenBy(ann, run_id), {});
    const row = await prisma.approval.findFirstOrThrow({ omit: { actor: true, onBehalfOf: true } });
    await expect(prisma.approval.create({ data: { ...row, actor: {} } })).rejects.toThrow(
      "Unique constraint",
    );
    await prisma.approval.updateMany({
      data: { actor: toColumn({ kind: "user", id: "user_eve", name: "Eve" }) },
    });
    expect((await verifyLog(world.context, run_id)).breaks).toMatchObject([
      { said: { code: "log_approval_differs" } },
    ]);
    await prisma.approval.deleteMany();
    expect((await verifyLog(world.context, run_id)).intact).toBe(false);
  });
});
