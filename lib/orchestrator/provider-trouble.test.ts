import { describe, expect, it } from "vitest";
import { TestEngine } from "@/lib/testing/engine";
import { listProviders } from "./list-providers";

const auto = { hitl_config: { policy: "auto" as const } };
const hour = 3_600_000;

/** A run whose call goes on until somebody ends it. */
async function runningCall(world: TestEngine): Promise<string> {
  world.replicate.nextPredictions({ ends: "held" });
  const { run_id } = await world.createOnly(auto);
  await expect
    .poll(async () => (await world.show(run_id)).attempts[0]?.state, { timeout: 30_000 })
    .toBe("submitted");
  return run_id;
}

describe("a call that takes too long", () => {
  it("is cancelled at the provider and fails in plain words", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ clock: () => new Date(now) });
    const run_id = await runningCall(world);
    now += hour;
    const run = await world.rest(run_id);
    const message = "The call ran longer than 60 minutes and was cancelled at the provider";
    expect(run).toMatchObject({ status: "failed", failure: { code: "provider_deadline", message } });
    expect(world.replicate.predictions[0]?.status).toBe("canceled");
    const [submission] = world.replicate.requests.filter(({ route }) => route === "create_prediction");
    expect(submission?.headers["cancel-after"]).toBe("3600s");
  });

  it("says the same when the provider ended it by itself", async () => {
    let now = Date.now();
    const clock = () => new Date(now);
    await using world = await TestEngine.start({ clock, replicate: { now: clock } });
    const run_id = await runningCall(world);
    now += hour;
    expect(await world.rest(run_id)).toMatchObject({ failure: { code: "provider_deadline" } });
    expect(world.replicate.requests.some(({ route }) => route === "cancel_prediction")).toBe(false);
  });

  it("counts all the same when it ended at the very last moment", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ clock: () => new Date(now) });
    const run_id = await runningCall(world);
    world.replicate.finish(world.replicate.predictions[0]?.id ?? "");
    now += hour;
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
  });

  it("is not given up before the provider was told", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ clock: () => new Date(now) });
    const run_id = await runningCall(world);
    world.replicate.nextAnswers("cancel_prediction", { kind: "status", status: 503 });
    now += hour;
    await world.replicate.received("cancel_prediction");
    expect((await world.show(run_id)).status).toBe("running");
    now += 60_000;
    expect(await world.rest(run_id)).toMatchObject({ failure: { code: "provider_deadline" } });
  });
});

describe("a provider that is down", () => {
  const providerLimits = { failures: 2, rest: { first: 1_500, most: 1_500 }, whileTrying: 50 };
  const busy = { kind: "status", status: 503, retryAfter: 0 } as const;

  it("is left alone; runs wait without failing, people are told, and all goes on when it is back", async () => {
    await using world = await TestEngine.start({ providerLimits, limits: { poll: { least: 10, most: 50 } } });
    world.replicate.nextAnswers("create_prediction", busy, busy);
    const first = await world.createOnly(auto);
    await world.replicate.received("create_prediction", 2);
    await expect
      .poll(() => listProviders(world.context).data.find(({ name }) => name === "replicate")?.rate_limit, {
        timeout: 30_000,
      })
      .toMatchObject({ limited: true, retry_at: expect.any(String) });
    const { reason } = world.context.registry.byName("replicate").getRateLimitStatus();
    expect(reason).toContain(
      "Replicate failed 2 times in a row, so calls wait. Last: Replicate answered 503",
    );
    const others = await Promise.all(Array.from({ length: 4 }, () => world.createOnly(auto)));
    const runs = await Promise.all([first, ...others].map(({ run_id }) => world.rest(run_id)));
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "completed"));
    expect(runs.map(({ attempt }) => attempt?.delays)).toEqual([2, 0, 0, 0, 0]);
    expect(world.calls).toBe(5);
    expect(listProviders(world.context).data.map(({ rate_limit }) => rate_limit.limited)).not.toContain(true);
  });
});

describe("a provider that asks to wait until 2058", () => {
  it.each(["require_human", "auto"] as const)(
    "stops the one run that it said so to, and a person is told (%s)",
    async (policy) => {
      await using world = await TestEngine.start();
      world.replicate.nextAnswers("create_prediction", {
        kind: "status",
        status: 429,
        retryAfter: 999_999_999,
      });
      const asks = { hitl_config: { policy, allowed_steps: ["response_review" as const] } };
      const run = await world.create(asks);
      expect(run).toMatchObject({
        status: policy === "auto" ? "failed" : "awaiting_human",
        step: "api_call",
        failure: { code: "rate_limit_exceeded" },
        message:
          "Replicate answered 429: Scripted 429; it asks to wait 11574 days, and Countersign waits 15 minutes at most",
      });
      expect((await world.create(asks)).attempt?.outcome).toBe("succeeded");
      expect(world.calls).toBe(1);
    },
  );
});

describe("a budget of calls", () => {
  it("makes runs wait their turn", async () => {
    const submissions = { calls: 2, perMs: 600 };
    await using world = await TestEngine.start({ providerLimits: { submissions } });
    const begun = performance.now();
    const runs = await Promise.all(Array.from({ length: 6 }, () => world.create(auto)));
    expect(runs.map(({ status, attempt }) => [status, attempt?.delays])).toEqual(
      Array.from({ length: 6 }, () => ["completed", 0]),
    );
    expect(performance.now() - begun).toBeGreaterThan(1_000);
    expect(world.calls).toBe(6);
  });
});
