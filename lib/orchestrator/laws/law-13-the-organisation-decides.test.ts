import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { RuleDemand } from "@/lib/contracts/rules";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { changeRule } from "@/lib/services/policies/change-rule";
import { deleteRule } from "@/lib/services/policies/delete-rule";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { by, fluxRef, llamaRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { addRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { expireReview } from "../decisions/expire";
import { retryCall } from "../decisions/retry";
import { undoDecision } from "../decisions/undo";
import { verifyLog } from "../reading/verify-log";
import { createRun } from "../requests/create";
import { forkRun } from "../requests/fork";
import { previewRun } from "../requests/preview";
import { rulesFor } from "../requests/rules-for";

const atPayload: RuleDemand = { policy: "require_human", allowed_steps: ["payload_review"] };
const ofMoney = { when: { cost_over_usd: 0 }, demand: atPayload };
/** As whoever wants to be asked nothing would write it. */
const evading: CreateRun["hitl_config"] = { policy: "auto", on_timeout: "approve" };
const hasty: CreateRun = { prompt: "a red bicycle on a quay", model: fluxRef, hitl_config: evading };
const admin: Principal = { ...requesterRita, role: "admin" };

const place = (run: RunState) => [run.status, run.step];
const asked = (run: RunState, step = run.step) =>
  run.trace.filter((entry) => entry.asks && entry.step === step);

describe.each(databaseKinds)("law 13: the organisation decides who is asked (%s)", (on) => {
  it("never calls for a request that asks for nobody where a rule wants a person", async () => {
    await using world = await TestEngine.start({ on });
    await addRule(world.db, ofMoney);
    for (const hitl_config of [
      evading,
      { policy: "require_human" as const, allowed_steps: ["api_call" as const] },
      {
        policy: "auto_with_thresholds" as const,
        review_thresholds: { confidence_min: 0, payload_changes_max: 99 },
      },
    ]) {
      const run = await world.create({ ...hasty, hitl_config });
      expect(place(run)).toEqual(["awaiting_human", "payload_review"]);
      expect(asked(run)).toMatchObject([{ rule: "organisation", by: { name: "Money asks" } }]);
      expect(run.requested).toMatchObject(hitl_config);
      expect(run.policy).toMatchObject({ policy: "require_human", on_timeout: "expire" });
    }
    expect(world.calls).toBe(0);
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true, runs_checked: 3 });
  });

  it("lets nobody's silence approve what a rule wants looked at", async () => {
    let ahead = 0;
    await using world = await TestEngine.start({ on, clock: () => new Date(Date.now() + ahead) });
    await addRule(world.db, ofMoney);
    const run = await world.create({ ...hasty, hitl_config: { ...evading, timeout_seconds: 1 } });
    ahead = 10_000;
    await expireReview(world.context, run.run_id, run.review?.id ?? "");
    expect(place(await world.rest(run.run_id))).toEqual(["expired", "payload_review"]);
    expect(world.calls).toBe(0);
  });

  it("tells in a preview what the run then does", async () => {
    await using world = await TestEngine.start({ on });
    await addRule(world.db, ofMoney);
    await addRule(world.db, {
      name: "Answers, too",
      when: { model: "*/flux-*" },
      demand: { allowed_steps: ["response_review"] },
    });
    const rules = await rulesFor(world.context, requesterRita, hasty);
    const preview = await previewRun(world.context, hasty, rules);
    const run = await world.create(hasty);
    expect(preview.would_pause_at).toBe("payload_review");
    expect(preview.policy_trace).toEqual(run.trace);
    await approveReview(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {});
    const answered = await world.rest(run.run_id);
    expect(place(answered)).toEqual(["awaiting_human", "response_review"]);
    expect(asked(answered)).toMatchObject([{ by: { name: "Answers, too" } }]);
  });

  it("has each run obey the rules it began with, whatever becomes of them", async () => {
    await using world = await TestEngine.start({ on });
    const rule = await addRule(world.db, {
      demand: { policy: "require_human", allowed_steps: ["information_review"] },
    });
    const strict = { ...atPayload, allowed_steps: ["payload_review" as const, "response_review" as const] };
    const second = await addRule(world.db, { name: "Both", demand: strict, when: { model: "*/flux-*" } });
    const waiting = await Promise.all(Array.from({ length: 20 }, () => world.create(hasty)));
    await changeRule(world, testAdmin, rule.id, { demand: { timeout_seconds_max: 5 } }, new Date());
    await deleteRule(world, testAdmin, second.id, {}, new Date());
    const later = await world.create(hasty);
    expect(later.status).toBe("completed");
    for (const { run_id, step } of waiting) {
      expect(step).toBe("information_review");
      await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    }
    for (const { run_id } of waiting) {
      const run = await world.rest(run_id);
      expect(place(run)).toEqual(["awaiting_human", "payload_review"]);
      expect(run.policy.timeout_seconds).toBe(3600);
      expect(asked(run)).toMatchObject([{ by: { name: "Both" } }]);
    }
  });

  it("reckons anew with every edit, so that a dearer model does not slip through, and a cheaper one frees of nothing", async () => {
    await using world = await TestEngine.start({ on });
    await addRule(world.db, { name: "Llamas are looked at", when: { model: "meta/*" }, demand: atPayload });
    await addRule(world.db, {
      name: "So are answers of llamas",
      when: { model: "meta/*" },
      demand: { allowed_steps: ["response_review"] },
    });
    const first = { policy: "require_human" as const, allowed_steps: ["information_review" as const] };
    const run = await world.create({ ...hasty, hitl_config: { ...evading, ...first } });
    const change = async (model: string, approve: boolean) => {
      await editReview(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {
        edits: { model },
        approve,
      });
      return world.rest(run.run_id);
    };
    expect((await change(llamaRef, false)).policy.by_step).toMatchObject({ payload_review: "require_human" });
    const back = await change(fluxRef, true);
    expect(place(back)).toEqual(["awaiting_human", "payload_review"]);
    expect(asked(back)).toMatchObject([{ rule: "require_human" }]);
    await approveReview(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {});
    expect(place(await world.rest(run.run_id))).toEqual(["awaiting_human", "response_review"]);
  });

  it("looks at the payload of a retry as at any other", async () => {
    await using world = await TestEngine.start({ on });
    const dear = { allowed_steps: ["response_review" as const], timeout_seconds_max: 900 };
    await addRule(world.db, { name: "Dear answers", when: { cost_over_usd: 0.008 }, demand: dear });
    const config = { policy: "require_human" as const, allowed_steps: ["response_review" as const] };
    const run = await world.create({ ...hasty, hitl_config: config });
    expect([run.step, run.policy.timeout_seconds]).toEqual(["response_review", 3600]);
    await retryCall(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {
      payload: { num_outputs: 4 },
    });
    const again = await world.rest(run.run_id);
    expect([again.step, again.policy.timeout_seconds]).toEqual(["response_review", 900]);
    expect(asked(again)).toEqual(
      expect.arrayContaining([expect.objectContaining({ by: expect.anything() })]),
    );
  });

  it("asks a fork what its own asker has to be asked, from the policy that was requested", async () => {
    await using world = await TestEngine.start({ on });
    await addRule(world.db, {
      name: "Admins may",
      order: 1,
      when: { role: "admin" },
      demand: { skip: true },
    });
    await addRule(world.db, { ...ofMoney, order: 2 });
    const { run_id } = await createRun(world.context, admin, hasty);
    expect((await world.rest(run_id)).status).toBe("completed");
    const fork = async (who: Principal) => {
      const made = await forkRun(world.context, who, run_id, {});
      return world.rest(made.run_id);
    };
    expect(place(await fork(reviewerAnn))).toEqual(["awaiting_human", "payload_review"]);
    expect((await fork(admin)).status).toBe("completed");
    expect(world.calls).toBe(2);
  });

  it("asks again what was taken back, under the same policy", async () => {
    await using world = await TestEngine.start({ on });
    await addRule(world.db, ofMoney);
    const { run_id, policy } = await world.create(hasty);
    const deciding = { ...by(reviewerAnn), undo_seconds: 20 };
    await approveReview(world.context, run_id, deciding, {});
    const run = await undoDecision(world.context, run_id, by(reviewerAnn), {});
    expect(place(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(run.policy).toEqual(policy);
    expect(world.calls).toBe(0);
  });
});
