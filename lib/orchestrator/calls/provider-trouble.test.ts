import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/providers/replicate/fixtures/types";
import { healthDetail } from "@/lib/services/health/health-detail";
import { Outages } from "@/lib/store/connection/outages";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { retryCall } from "../decisions/retry";
import { listProviders } from "../reading/list-providers";
import { listRuns } from "../reading/list-runs";
import { verifyLog } from "../reading/verify-log";

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

describe("a provider that hangs", () => {
  it("holds up neither a sandbox run nor the steps of its own runs before the call", async () => {
    const tunables = { concurrency: 8, share: 2, patience: 60_000, drain: 50 };
    await using world = await TestEngine.start({ tunables });
    const hung = Array.from({ length: 12 }, () => ({ kind: "never" }) as const);
    world.replicate.nextAnswers("create_prediction", ...hung);
    await Promise.all(hung.map(() => world.createOnly(auto)));
    await world.replicate.received("create_prediction", 2);
    expect(await world.create({ model: "sandbox:sandbox/text", ...auto })).toMatchObject({
      status: "completed",
    });
    expect(await world.create()).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    // The provider still hangs: else the next calls would have had their turn.
    expect(world.replicate.requests.filter(({ route }) => route === "create_prediction")).toHaveLength(2);
  });
});

describe("a provider that is down", () => {
  const providerLimits = { failures: 2, rest: { first: 1_500, most: 1_500 }, whileTrying: 50 };
  const busy = { kind: "status", status: 503, retryAfter: 0 } as const;

  it("is left alone; runs wait without failing, people are told, and all goes on when it is back", async () => {
    // A look is its own for as long as it may take, and the next one waits for that.
    const limits = { poll: { least: 10, most: 50 }, lookApart: 50, lookupTimeout: 3_000 };
    await using world = await TestEngine.start({ providerLimits, limits });
    world.replicate.nextAnswers("create_prediction", busy);
    world.replicate.nextAnswers("list_predictions", busy);
    const first = await world.createOnly(auto);
    await world.replicate.received("list_predictions");
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
    expect(runs.map(({ attempt }) => attempt?.delays)).toEqual([1, 0, 0, 0, 0]);
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

describe("one call whose answers cannot be read", () => {
  const limits = { poll: { least: 5, most: 20 }, backoff: { first: 5, most: 20 } };
  const sick = "a prediction that mumbles";

  /** An engine whose provider answers every look at the sick run's call with this, until it is healed. */
  async function beside(answer: Answer) {
    const mumbling = { now: true };
    const world: TestEngine = await TestEngine.start({
      limits,
      replicate: {
        answerTo: ({ route, path }) => {
          const about = world.replicate.predictions.find(({ id }) => path.endsWith(id));
          return mumbling.now && route === "get_prediction" && about?.input.prompt === sick ? answer : null;
        },
      },
    });
    return { world, mumbling };
  }

  it.each<[string, Answer]>([
    ["HTML", { kind: "raw", status: 200, body: "<html></html>" }],
    ["half a text", { kind: "malformed" }],
    ["nothing", { kind: "raw", status: 204 }],
    ["a 429 until 2058", { kind: "status", status: 429, retryAfter: 999_999_999 }],
  ])("(%s) goes to a person with the words of it, and holds nobody up", async (_name, answer) => {
    const { world, mumbling } = await beside(answer);
    await using _ = world;
    const { run_id } = await world.createOnly({ ...auto, prompt: sick });
    const others = await Promise.all(Array.from({ length: 6 }, () => world.create(auto)));
    expect(others.map(({ status }) => status)).toEqual(others.map(() => "completed"));
    const run = await world.rest(run_id);
    expect(run).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "unknown_outcome" },
    });
    const id = run.attempt?.provider_id;
    expect(run.message).toContain(
      `Replicate has the call ${id}, but nobody can say how it ended: 8 looks in a row told nothing. The last: Replicate answered`,
    );
    expect(world.context.registry.byName("replicate").getRateLimitStatus().limited).toBe(false);

    mumbling.now = false;
    await retryCall(world.context, run_id, by(reviewerAnn), { adopt: id ?? "" });
    expect(await world.rest(run_id)).toMatchObject({
      status: "completed",
      attempt: { number: 2, provider_id: id },
    });
    expect(world.calls).toBe(7);
    expect((await verifyLog(world.context, run_id)).breaks).toEqual([]);
  });

  it("goes on when they can be read again", async () => {
    const { world, mumbling } = await beside({ kind: "malformed" });
    await using _ = world;
    const { run_id } = await world.createOnly({ ...auto, prompt: sick });
    await world.replicate.received("get_prediction", 3);
    mumbling.now = false;
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
  });

  it("still runs while its status is a word that nobody knows", async () => {
    const queued = (json: string) => json.replace(/"status":"\w+"/, '"status":"queued"');
    const { world, mumbling } = await beside({ kind: "bent", bend: queued });
    await using _ = world;
    const { run_id } = await world.createOnly({ ...auto, prompt: sick });
    await world.replicate.received("get_prediction", 12);
    expect((await world.show(run_id)).status).toBe("running");
    mumbling.now = false;
    expect(await world.rest(run_id)).toMatchObject({
      status: "completed",
      attempt: { outcome: "succeeded" },
    });
  });

  it("in part only is read for the rest, and a person is told what is missing", async () => {
    const { world } = await beside({
      kind: "bent",
      bend: (json) => json.replace(/"output":(\[[^\]]*)\]/, '"output":$1,NaN]'),
    });
    await using _ = world;
    const run = await world.create({ ...auto, prompt: sick });
    expect(run).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(run.issues.map(({ issue }) => issue)).toContain(
      "Part of the answer could not be read and was left out, at /output/1: it is not a number that can be kept",
    );
  });
});

describe("what is held back", () => {
  it.each(["sqlite", "postgres"] as const)(
    "says so on the run, in the list and in health (%s)",
    async (on) => {
      await using world = await TestEngine.start({ on });
      const asks = { kind: "status", status: 429, retryAfter: 600, detail: "slow down" } as const;
      world.replicate.nextAnswers("create_prediction", asks, asks, asks);
      const first = await Promise.all(Array.from({ length: 3 }, () => world.createOnly(auto)));
      const replicate = world.context.registry.byName("replicate");
      await expect.poll(() => replicate.getRateLimitStatus().limited, { timeout: 30_000 }).toBe(true);
      const last = await world.createOnly(auto);
      const reasons = [
        ...first.map(() => "Replicate answered 429: slow down"),
        "Replicate asked to wait. It said: Replicate answered 429: slow down",
      ];
      for (const [index, { run_id }] of [...first, last].entries()) {
        await expect
          .poll(async () => (await world.show(run_id)).held_back_by, { timeout: 30_000 })
          .toMatchObject({ kind: "provider_rest", message: reasons[index] });
      }
      const { data } = await listRuns(world.context, reviewerAnn, { limit: 50, sort: "created_at" });
      expect(data.map(({ held_back_by }) => held_back_by?.kind)).toEqual(data.map(() => "provider_rest"));
      const health = await healthDetail(
        {
          db: world.db,
          dataDir: "/",
          storage: { kind: "disk", trouble: null },
          outages: new Outages(),
          providers: listProviders(world.context).data,
          secretsKeyId: world.context.secrets.key.id,
          signs: true,
          inTheOpen: false,
        },
        new Date(),
      );
      expect(health.trouble).toMatch(
        /^Replicate is left alone until .* UTC: Replicate asked to wait\. .* 4 runs are held back\.$/,
      );
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
