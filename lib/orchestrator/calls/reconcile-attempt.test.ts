import { describe, expect, it } from "vitest";
import { loadRun } from "@/lib/store/runs/load-run";
import { by, fluxRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { perform } from "../perform";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { callProvider } from "./call";
import { cancelCall } from "./cancel-call";
import { signedCall } from "./provider-call";

const limits = {
  submitTimeout: 1_000,
  submitLease: 2_500,
  lookupTimeout: 700,
  lookApart: 20,
  maxDelays: 2,
  backoff: { first: 5, most: 20 },
};
const rest = { first: 10, most: 20 };

describe("looking a lost call up", () => {
  it("asks a person in the end, when the provider never takes the call", async () => {
    await using world = await TestEngine.start({ limits, providerLimits: { rest } });
    const refusals = Array.from({ length: 20 }, () => ({ kind: "status", status: 500 }) as const);
    world.replicate.nextAnswers("create_prediction", ...refusals);
    const { run_id } = await world.create({
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    expect(await world.rest(run_id)).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "provider_error", message: "The provider did not take the call in 3 tries" },
    });
    expect(world.replicate.requests.filter(({ route }) => route === "create_prediction")).toHaveLength(3);
    expect(world.calls).toBe(0);
  });

  it("does not wait for a provider at rest without saying so", async () => {
    let now = Date.now();
    const clock = () => new Date(now);
    await using world = await TestEngine.start({ limits, clock });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    const busy = { kind: "status", status: 429, retryAfter: 60 } as const;
    world.replicate.nextAnswers("list_predictions", busy, busy, busy);
    for (let look = 0; look < 3; look++) {
      await callProvider(world.context, run_id, 1);
      now += limits.submitLease;
    }
    const until = await callProvider(world.context, run_id, 1);
    expect((await world.show(run_id)).held_back_by).toMatchObject({
      kind: "provider_rest",
      until: until?.toISOString(),
      message: expect.stringContaining("Replicate asked to wait"),
    });
    now += 60_000;
    await callProvider(world.context, run_id, 1);
    expect(await world.show(run_id)).toMatchObject({
      held_back_by: null,
      attempts: [{ state: "settled", provider_id: world.replicate.predictions[0]?.id }],
    });
  });

  it("does not forget, while the provider rests, that it turned the call away", async () => {
    await using world = await TestEngine.start({ limits, providerLimits: { rest, failures: 1 } });
    world.replicate.nextAnswers("create_prediction", { kind: "status", status: 503 });
    expect(await world.create({ hitl_config: { policy: "auto" } })).toMatchObject({ status: "completed" });
    expect(world.replicate.requests.filter(({ route }) => route === "create_prediction")).toHaveLength(2);
    expect(world.calls).toBe(1);
  });

  it("never cancels the call of another run that asked for the same", async () => {
    await using world = await TestEngine.start({ limits });
    const [mine, other] = [await world.create(), await world.create()];
    await world.engine.stop();
    for (const { run_id } of [mine, other]) await approveReview(world.context, run_id, by(reviewerAnn), {});
    // Mine got lost on its way, and where it is cannot be found out just now.
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: false });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 500 });
    await callProvider(world.context, mine.run_id, 1);
    world.replicate.nextPredictions({ ends: "held" });
    await callProvider(world.context, other.run_id, 1);
    await cancelRun(world.context, mine.run_id, { ...by(reviewerAnn) }, {});
    await cancelCall(world.context, mine.run_id, 1);
    expect(world.replicate.predictions).toMatchObject([{ status: "processing" }]);
  });

  it("cancels a call that arrives after its run was cancelled and its sender had died", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ limits, clock: () => new Date(now) });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    const lease_until = new Date(now + limits.submitLease).toISOString();
    await perform(world.context, run_id, () => ({
      command: { type: "begin_submission", attempt: 1, lease_until },
    }));
    await cancelRun(world.context, run_id, by(reviewerAnn), {});
    expect(await cancelCall(world.context, run_id, 1)).toEqual(
      new Date(Date.parse(lease_until) + limits.lookApart),
    );
    const stored = await loadRun(world.db.prisma, run_id);
    const attempt = stored.state.attempt;
    const calls = await callsOf(world.context, run_id, providerOf(world.context, stored));
    const signed = attempt && (await signedCall(world.context, stored, attempt, calls));
    if (!signed || "issue" in signed) throw new Error("The call is not the one that was signed");
    world.replicate.nextPredictions({ ends: "held" });
    await providerOf(world.context, stored).execute.submit(signed.call, AbortSignal.timeout(5_000));
    now += limits.submitLease + limits.lookApart;
    expect(await cancelCall(world.context, run_id, 1)).toBeNull();
    expect(world.replicate.predictions).toMatchObject([{ status: "canceled" }]);
  });

  describe("after its sender has died", () => {
    /** What a process leaves behind that took the fence and died; `sent` with the call at the provider. */
    async function left(world: TestEngine, model: string, sent: boolean): Promise<string> {
      const { run_id } = await world.create({ model });
      await world.engine.stop();
      await approveReview(world.context, run_id, by(reviewerAnn), {});
      const lease_until = new Date(world.context.clock().getTime() + 3_600_000).toISOString();
      await perform(world.context, run_id, () => ({
        command: { type: "begin_submission", attempt: 1, lease_until },
      }));
      if (!sent) return run_id;
      const stored = await loadRun(world.db.prisma, run_id);
      const provider = providerOf(world.context, stored);
      const calls = await callsOf(world.context, run_id, provider);
      const signed =
        stored.state.attempt && (await signedCall(world.context, stored, stored.state.attempt, calls));
      if (!signed || "issue" in signed) throw new Error("The call is not the one that was signed");
      await provider.execute.submit(signed.call, AbortSignal.timeout(5_000));
      return run_id;
    }

    it("adopts the call at once where nobody else can be sending it", async () => {
      await using world = await TestEngine.start({ limits });
      const run_id = await left(world, fluxRef, true);
      await using next = await world.again({ limits, alone: true });
      await next.rest(run_id);
      expect(await next.show(run_id)).toMatchObject({
        attempts: [{ provider_id: world.replicate.predictions[0]?.id }],
      });
      expect(world.calls).toBe(1);
    });

    it("sends at once what a provider that knows all its calls does not have", async () => {
      await using world = await TestEngine.start({ limits, environment: { SANDBOX_DELAY_MS: "0" } });
      const run_id = await left(world, "sandbox:sandbox/text", false);
      await using next = await world.again({ limits, alone: true });
      expect(await next.rest(run_id)).toMatchObject({ step: "response_review", attempt: { number: 1 } });
    });

    it("waits for the lease where others may work on the database", async () => {
      await using world = await TestEngine.start({ limits });
      const run_id = await left(world, fluxRef, true);
      const stored = await loadRun(world.db.prisma, run_id);
      const until = stored.state.attempt?.lease_until ?? "";
      expect(await callProvider(world.context, run_id, 1)).toEqual(new Date(until));
    });
  });

  it("never gives one call to two runs that asked for the same", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ limits, clock: () => new Date(now) });
    const runs = [await world.create(), await world.create()];
    await world.engine.stop();
    for (const { run_id } of runs) await approveReview(world.context, run_id, by(reviewerAnn), {});
    // Both processes die while they send; one call arrives, the other never does.
    world.replicate.nextPredictions({ ends: "held" }, { ends: "held" });
    for (const [at, { run_id }] of runs.entries()) {
      world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: at === 0 });
      world.replicate.nextAnswers("list_predictions", { kind: "status", status: 500 });
      await callProvider(world.context, run_id, 1);
    }
    const ids = async () => {
      const shown = await Promise.all(runs.map(({ run_id }) => world.show(run_id)));
      return shown.map(({ attempts }) => attempts[0]?.provider_id ?? null);
    };
    const states = async () =>
      (await Promise.all(runs.map(({ run_id }) => world.show(run_id)))).map(({ status }) => status).sort();
    for (let round = 0; round < 10 && !(await states()).includes("awaiting_human"); round++) {
      now += 10_000;
      await Promise.all(runs.map(({ run_id }) => callProvider(world.context, run_id, 1)));
    }
    expect(await states()).toEqual(["awaiting_human", "running"]);
    expect((await ids()).filter((id) => id !== null)).toEqual([world.replicate.predictions[0]?.id]);
    expect(world.calls).toBe(1);
  });
});
