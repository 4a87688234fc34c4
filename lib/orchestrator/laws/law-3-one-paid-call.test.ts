import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/providers/replicate/fixtures/types";
import { loadRun } from "@/lib/store/runs/load-run";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { callProvider } from "../calls/call";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { editReview } from "../decisions/edit";
import { retryCall } from "../decisions/retry";
import { perform } from "../perform";

async function approvedUnder(world: TestEngine, ...answers: Answer[]) {
  world.replicate.nextAnswers("create_prediction", ...answers);
  const { run_id } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
  return world.rest(run_id);
}

describe.each(databaseKinds)("law 3: at most one paid call per approval (%s)", (on) => {
  it("adopts a call that was accepted though its answer never came", async () => {
    await using world = await TestEngine.start({ on });
    const run = await approvedUnder(world, { kind: "drop", accepted: true });
    expect(run).toMatchObject({ status: "completed" });
    expect(run.attempt).toMatchObject({ number: 1, provider_id: world.replicate.predictions[0]?.id });
    expect(world.calls).toBe(1);
  });

  it("adopts a call whose answer could not be read", async () => {
    await using world = await TestEngine.start({ on });
    expect(await approvedUnder(world, { kind: "malformed" })).toMatchObject({ status: "completed" });
    expect(world.calls).toBe(1);
  });

  it("tries again by itself when the provider was busy, and waits as long as it says", async () => {
    await using world = await TestEngine.start({ on });
    const run = await approvedUnder(world, { kind: "status", status: 429, retryAfter: 1 });
    expect(run).toMatchObject({ status: "completed", attempt: { number: 1, delays: 1 } });
    expect(world.calls).toBe(1);
  });

  it("lets one of two workers on one attempt act", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ ends: "held" });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await Promise.all([1, 2, 3, 4].map(() => callProvider(world.context, run_id, 1)));
    expect(world.calls).toBe(1);
  });

  it("does not send an attempt again that a dead worker was sending: it looks it up after the lease", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ on, clock: () => new Date(now) });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    // The worker dies between "about to call" and "id recorded": the provider accepts, nobody writes it down.
    world.replicate.nextAnswers("create_prediction", { kind: "never", accepted: true });
    world.replicate.nextPredictions({ ends: "held" });
    void callProvider(world.context, run_id, 1).catch(() => {});
    await world.replicate.received("create_prediction");
    expect(await callProvider(world.context, run_id, 1)).toBeInstanceOf(Date);
    expect(world.calls).toBe(1);
    now += 60_000;
    await callProvider(world.context, run_id, 1);
    const { attempts } = await world.show(run_id);
    expect(attempts).toMatchObject([{ state: "submitted", provider_id: world.replicate.predictions[0]?.id }]);
    expect(world.calls).toBe(1);
  });

  describe("a call without an answer", () => {
    /** An approved run, driven by hand at a time of ours, whose submission meets `answer`. */
    async function sent(answer: Answer) {
      let now = Date.now();
      const clock = () => new Date(now);
      const world = await TestEngine.start({
        on,
        clock,
        limits: { submitTimeout: 100 },
        replicate: { now: clock },
      });
      const { run_id } = await world.create();
      await world.engine.stop();
      await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
      world.replicate.nextAnswers("create_prediction", answer);
      let again: Date | null = clock();
      return {
        world,
        /** Does the attempt's job as often as it asks to run again, but no more than `times`. */
        async drive(times = 20) {
          for (let left = times; again && left > 0; left--) {
            now = Math.max(now, again.getTime());
            again = await callProvider(world.context, run_id, 1);
          }
          return (await loadRun(world.db.prisma, run_id)).state;
        },
        requests: () => world.replicate.requests.filter(({ route }) => route === "create_prediction").length,
        [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
      };
    }
    const turnedAway = [
      ["a 500", { kind: "status", status: 500 }],
      ["a 503 with Retry-After", { kind: "status", status: 503, retryAfter: 1 }],
      ["a 408", { kind: "status", status: 408 }],
    ] as const;

    it.each([["no answer", { kind: "never" }], ...turnedAway] as const)(
      "is not sent again when the provider made it only after %s",
      async (_, answer) => {
        await using call = await sent({ ...answer, accepted: "late" });
        expect((await call.drive(1)).attempt).toMatchObject({ phase: "submitting" });
        await call.world.replicate.acceptLate();
        expect((await call.drive()).attempt).toMatchObject({
          outcome: "succeeded",
          provider_id: call.world.replicate.predictions[0]?.id,
        });
        expect(call.requests()).toBe(1);
      },
    );

    it.each(turnedAway)(
      "is sent again after %s, once two looks a minute apart found nothing",
      async (_, answer) => {
        await using call = await sent(answer);
        const { attempt } = await call.drive(1);
        expect(attempt?.search).toMatchObject({ looks: 1, answered: answer.status });
        expect((await call.drive(1)).attempt).toMatchObject({ phase: "prepared", delays: 1 });
        const before = Date.parse(attempt?.search?.absent_at ?? "");
        expect(call.world.context.clock().getTime()).toBeGreaterThanOrEqual(before + 60_000);
        expect(call.requests()).toBe(1);
        expect((await call.drive()).attempt).toMatchObject({ number: 1, outcome: "succeeded" });
        expect([call.requests(), call.world.calls]).toEqual([2, 1]);
      },
    );

    it.each([
      ["no answer in time", { kind: "never" }],
      ["the connection broke", { kind: "drop", accepted: false }],
    ] as const)(
      "is not sent again by itself when %s and it is not found: a person is asked",
      async (_, answer) => {
        await using call = await sent(answer);
        const run = await call.drive();
        expect(run).toMatchObject({ status: "awaiting_human", step: "api_call" });
        expect(run.failure).toMatchObject({ code: "unknown_outcome" });
        expect(run.message).toContain("two looks 60 s apart did not find the call");
        expect(call.requests()).toBe(1);
      },
    );

    it("is adopted though the provider's clock is a little behind ours", async () => {
      await using world = await TestEngine.start({
        on,
        replicate: { now: () => new Date(Date.now() - 300) },
      });
      expect(await approvedUnder(world, { kind: "drop", accepted: true })).toMatchObject({
        status: "completed",
      });
      expect(world.calls).toBe(1);
    });

    it("that a dead worker was sending goes to a person, and in the sandbox, whose looks are certain, it is sent", async () => {
      let now = Date.now();
      await using world = await TestEngine.start({ on, clock: () => new Date(now) });
      const paid = await world.create();
      const free = await world.create({ model: "sandbox:sandbox/text" });
      await world.engine.stop();
      const lease_until = new Date(now + world.context.limits.submitLease).toISOString();
      for (const { run_id } of [paid, free]) {
        await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
        const command = { type: "begin_submission", attempt: 1, lease_until } as const;
        await perform(world.context, run_id, () => ({ command }));
        for (let again: Date | null = world.context.clock(); again; ) {
          now = Math.max(now, again.getTime());
          again = await callProvider(world.context, run_id, 1);
        }
      }
      expect(await world.show(paid.run_id)).toMatchObject({
        status: "awaiting_human",
        current_step: "api_call",
      });
      expect(world.calls).toBe(0);
      expect((await world.show(free.run_id)).attempts).toMatchObject([{ outcome: "succeeded" }]);
    });
  });

  it("asks a person when nobody can know whether the call was made, under auto too", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const run = await world.create({ hitl_config: { policy: "auto" } });
    expect(run).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "unknown_outcome" },
    });
    expect(run.review?.actions).toEqual(["retry", "edit", "reject"]);
    expect(world.calls).toBe(1);
    await retryCall(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {});
    expect(await world.rest(run.run_id)).toMatchObject({ status: "completed", attempt: { number: 2 } });
  });

  it("adopts the call that a person found at the provider, and sends nothing", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await expect(
      retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { adopt: "rp_nobody" }),
    ).rejects.toMatchObject({
      code: "validation_error",
    });
    const another = await world.create({ prompt: "a green boat", hitl_config: { policy: "auto" } });
    expect(another.status).toBe("completed");
    await expect(
      retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
        adopt: another.attempt?.provider_id ?? "",
      }),
    ).rejects.toMatchObject({
      code: "validation_error",
      message: expect.stringContaining("another payload"),
    });
    await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { adopt });
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "completed", attempt: { number: 2, provider_id: adopt } });
    expect(world.calls).toBe(2);
  });

  it("adopts a call with the payload it was made with, whatever was edited since", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id, payload: sent } = await world.create({ hitl_config: { policy: "auto" } });
    const edits = { payload: { seed: 99 } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: false,
    });
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { adopt });
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "completed", attempt: { number: 2, ...sent } });
    expect(run.decisions.at(-1)).toMatchObject({ action: "retry", payload_digest: sent?.digest });
    expect(world.calls).toBe(1);
  });

  it("cancels at the provider what was cancelled here while the call ran", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ ends: "held" });
    const run = await world.createOnly({ hitl_config: { policy: "auto" } });
    await world.replicate.received("get_prediction");
    const principal = { principal: reviewerAnn, idempotency: null };
    const cancelled = await cancelRun(world.context, run.run_id, principal, { reason: "changed my mind" });
    expect(cancelled.status).toBe("cancelled");
    await world.replicate.received("cancel_prediction");
    expect(world.replicate.predictions[0]?.status).toBe("canceled");
  });
});
