import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { CreateRule } from "@/lib/contracts/rules";
import { type SimulatePolicy, Simulation } from "@/lib/contracts/simulate";
import { PolicyStep } from "@/lib/contracts/words";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { editReview } from "@/lib/orchestrator/decisions/edit";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";
import { eraseByHand } from "@/lib/orchestrator/erasing/erase-run";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { by, fluxRef, llamaRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { draftRule } from "@/lib/testing/rules";
import { simulatePolicy } from "./simulate-policy";

const atPayload: Partial<CreateRun> = {
  hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
};

describe.each(databaseKinds)("a draft policy on %s", (on) => {
  it("is tried on stored runs, and says whom it would have let through", { timeout: 60_000 }, async () => {
    await using world = await TestEngine.start({ on });
    const approved = await world.create(atPayload);
    await approveReview(world.context, approved.run_id, by(reviewerAnn), {});
    await world.rest(approved.run_id);
    const rejected = await world.create(atPayload);
    await rejectReview(world.context, rejected.run_id, by(reviewerAnn), { reason: "not ours" });
    await world.create({ hitl_config: { policy: "auto" } });
    await world.create(atPayload);
    const called = world.calls;
    const to = new Date(Date.now() + 60_000).toISOString();
    const simulate = async (policy: NonNullable<CreateRun["hitl_config"]>) =>
      Simulation.parse(await simulatePolicy(world, testAdmin, { policy, to }, new Date()));

    const lenient = await simulate({ policy: "auto" });
    // The one that still waits has not ended and is not replayed.
    expect(lenient).toMatchObject({
      runs: 3,
      reviews_actual: 2,
      reviews_draft: 0,
      reviews_saved: 2,
      reviews_added: 0,
      untouched_actual: 1,
      untouched_draft: 3,
      let_through: {
        rejected: 1,
        edited: 0,
        runs: [{ run_id: rejected.run_id, action: "reject", step: "payload_review", message: "not ours" }],
      },
      not_replayed: [{ runs: 1 }],
    });
    expect(lenient.let_through.rejected_usd).toBeGreaterThan(0);
    const strict = await simulate({ policy: "require_human" });
    // Three payloads, and the two answers that there were.
    expect(strict).toMatchObject({ reviews_draft: 5, reviews_saved: 0, reviews_added: 3 });
    const dear = await simulate({ policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0 } });
    expect(dear.by_rule).toContainEqual({ step: "payload_review", rule: "cost_max_usd", reviews: 3 });
    expect(world.calls).toBe(called);
    // What rules look at is not there any more.
    await eraseByHand(world.context, testAdmin, rejected.run_id, undefined);
    expect(await simulate({ policy: "auto" })).toMatchObject({ runs: 2, let_through: { rejected: 0 } });
  });

  it("of rules is tried on what each run asked for, by whom, and names the reviews that change", {
    timeout: 60_000,
  }, async () => {
    await using world = await TestEngine.start({ on });
    const auto = await world.create({ hitl_config: { policy: "auto" }, metadata: { team: "press" } });
    const asked = await world.create(atPayload);
    await approveReview(world.context, asked.run_id, by(reviewerAnn), {});
    await world.rest(asked.run_id);
    const to = new Date(Date.now() + 60_000).toISOString();
    const simulate = async (rules: CreateRule[], more: Partial<SimulatePolicy> = {}) =>
      Simulation.parse(await simulatePolicy(world, testAdmin, { rules, to, ...more }, new Date()));
    const money = draftRule({
      when: { cost_over_usd: 0 },
      demand: { policy: "require_human", allowed_steps: ["payload_review"] },
    });

    const strict = await simulate([money]);
    expect(strict).toMatchObject({
      reviews_actual: 1,
      reviews_draft: 2,
      reviews_added: 1,
      reviews_saved: 0,
      changed: {
        added: [
          {
            run_id: auto.run_id,
            step: "payload_review",
            because: [{ rule: "organisation", by: "Money asks" }],
          },
        ],
        saved: [],
      },
    });
    expect(strict.by_rule).toContainEqual({
      step: "payload_review",
      rule: "organisation",
      by: "Money asks",
      reviews: 2,
    });
    const press = draftRule({
      order: 1,
      when: { metadata: { team: "press" } },
      demand: { policy: "require_human" },
    });
    expect((await simulate([press])).changed.added.map(({ run_id }) => run_id)).toEqual([
      auto.run_id,
      auto.run_id,
    ]);
    const nobody = draftRule({ order: 1, when: { role: "requester" }, demand: { skip: true } });
    const everybody = draftRule({ order: 1, when: {}, demand: { skip: true } });
    expect(await simulate([everybody, money])).toMatchObject({ reviews_added: 0, reviews_saved: 0 });
    expect(await simulate([nobody, money], { policy: { policy: "auto" } })).toMatchObject({
      changed: { saved: [{ run_id: asked.run_id, because: [] }] },
    });
  });

  it("judges each step by the model and the cost it had then, not by those the run ended with", {
    timeout: 60_000,
  }, async () => {
    await using world = await TestEngine.start({ on });
    const first = { policy: "require_human" as const, allowed_steps: ["information_review" as const] };
    const { run_id } = await world.create({ model: llamaRef, hitl_config: first });
    const edits = { model: fluxRef };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect((await world.rest(run_id)).model.name).toBe("black-forest-labs/flux-schnell");
    const dear = await world.create(atPayload);
    const { context } = world;
    await editReview(context, dear.run_id, await world.seenBy(reviewerAnn, dear.run_id), {
      edits: { payload: { num_outputs: 4 } },
      approve: true,
    });
    await world.rest(dear.run_id);
    const to = new Date(Date.now() + 60_000).toISOString();
    const added = async (rule: Parameters<typeof draftRule>[0]) => {
      const asked = { rules: [draftRule(rule)], policy: { policy: "auto" as const }, to };
      const { by_step } = await simulatePolicy(world, testAdmin, asked, new Date());
      return by_step.map(({ draft }) => draft);
    };
    const everywhere = {
      policy: "require_human" as const,
      allowed_steps: [...PolicyStep.options],
    };
    expect(await added({ when: { model: "meta/*" }, demand: everywhere })).toEqual([1, 1, 1]);
    expect(
      await added({
        when: { model: "*/flux-*" },
        demand: { ...everywhere, allowed_steps: ["payload_review"] },
      }),
    ).toEqual([0, 2, 0]);
    expect(await added({ when: { cost_over_usd: 0.008 }, demand: everywhere })).toEqual([0, 0, 1]);
  });
});
