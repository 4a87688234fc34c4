import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { Metrics } from "@/lib/contracts/insights";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { editReview } from "@/lib/orchestrator/decisions/edit";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";
import { countEnded } from "@/lib/store/figures";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { getMetrics } from "./get-metrics";

const atPayload: Partial<CreateRun> = {
  hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
};
const auto: Partial<CreateRun> = { hitl_config: { policy: "auto" } };

/** A run that waits at its payload, and a minute's wait until somebody answers. */
async function waiting(world: TestEngine, pass: (ms: number) => void, asked: Partial<CreateRun> = {}) {
  const { run_id } = await world.create({ ...atPayload, ...asked });
  pass(60_000);
  return run_id;
}

describe.each(databaseKinds)("the figures on %s", (on) => {
  it("are those of runs counted by hand", { timeout: 60_000 }, async () => {
    // The clock goes on by itself, and jumps: jobs that wait a moment must come due.
    let ahead = Date.parse("2026-06-10T10:20:00Z") - Date.now();
    const clock = () => new Date(Date.now() + ahead);
    await using world = await TestEngine.start({ on, clock });
    const pass = (ms: number) => {
      ahead += ms;
    };
    const metrics = async (query = {}) =>
      Metrics.parse(
        await getMetrics(
          world,
          { from: "2026-06-10T09:00:00Z", to: "2026-06-10T13:00:00Z", ...query },
          clock(),
        ),
      );

    // 10 o'clock: two approved by Ann, one edited by Bob, one rejected by Bob.
    for (let n = 0; n < 2; n++) {
      const run_id = await waiting(world, pass);
      await approveReview(world.context, run_id, by(reviewerAnn), {});
      await world.rest(run_id);
    }
    // What the request itself edited is no correction of anybody's.
    const edited = await waiting(world, pass, { edits: { payload: { num_outputs: 2 } } });
    const edits = { payload: { num_inference_steps: 3, seed: 7 } };
    await editReview(world.context, edited, by(reviewerBob), { edits, approve: true });
    await world.rest(edited);
    const rejected = await waiting(world, pass);
    await rejectReview(world.context, rejected, by(reviewerBob), { reason: "no" });
    // 11 o'clock: one that asks nobody, one that fails, and one that stays waiting.
    ahead = Date.parse("2026-06-10T11:15:00Z") - Date.now();
    await world.create(auto);
    world.replicate.nextPredictions({ status: "failed", error: "out of memory" });
    await world.create(auto);
    await world.create(atPayload);
    pass(90_000);

    const figures = await metrics();
    expect(figures.uncounted).toBe(0);
    expect(figures.bucket).toBe("hour");
    expect(figures.series.map(({ start, hitl }) => [start.slice(11, 13), hitl.runs, hitl.failed])).toEqual([
      ["09", 0, 0],
      ["10", 4, 0],
      ["11", 2, 1],
      ["12", 0, 0],
    ]);
    expect(figures.paths.legacy.runs).toBe(0);
    expect(figures.paths.hitl).toMatchObject({
      runs: 6,
      completed: 4,
      failed: 1,
      cancelled: 1,
      expired: 0,
      success_rate: 0.8,
      error_rate: 0.2,
      intervened: 4,
      intervention_rate: 4 / 6,
      decisions: { approve: 2, edit: 1, reject: 1, retry: 0 },
      timeouts: 0,
      time_to_decision_ms: { count: 4 },
      latency_ms: { people: { count: 5 }, provider: { count: 5, mean: 1_000 } },
    });
    // A minute each, and what this machine took; three of the five runs that count had one.
    const { time_to_decision_ms: decision, latency_ms } = figures.paths.hitl;
    const minute = { least: 54_000, most: 90_000 };
    for (const ms of [
      decision?.mean,
      decision?.p50,
      decision?.p95,
      (latency_ms.people?.mean ?? 0) * (5 / 3),
    ]) {
      expect(ms).toBeGreaterThan(minute.least);
      expect(ms).toBeLessThan(minute.most);
    }
    expect(
      figures.reviewers.map(({ reviewer, decisions, total }) => [reviewer.name, total, decisions.edit]),
    ).toEqual([
      ["Ann", 2, 0],
      ["Bob", 2, 1],
    ]);
    expect(figures.changes).toEqual([
      { pointer: "/num_inference_steps", runs: 1, share: 1 },
      { pointer: "/seed", runs: 1, share: 1 },
    ]);
    expect(figures.failures).toEqual([{ path: "hitl", code: "provider_failed", runs: 1, share: 1 }]);
    expect(figures.models).toMatchObject([
      { model: "black-forest-labs/flux-schnell", runs: 6, intervened: 4 },
    ]);
    expect(figures.queue.waiting).toBe(1);
    expect(figures.queue.age_p50_ms).toBe(figures.queue.oldest_ms);
    expect(figures.queue.oldest_ms).toBeGreaterThanOrEqual(90_000);
    expect(figures.queue.by_step).toContainEqual({ step: "payload_review", waiting: 1 });
    // Five calls were made; the rejected run cost nothing.
    expect(figures.paths.hitl.cost.estimated_runs).toBe(5);

    expect((await metrics({ model: "no/such" })).paths.hitl.runs).toBe(0);
    const day = await metrics({ bucket: "day" });
    expect(day.series.map(({ start, hitl }) => [start, hitl.runs])).toEqual([
      ["2026-06-10T00:00:00.000Z", 6],
    ]);
    const week = await metrics({ bucket: "week" });
    expect(week.from).toBe("2026-06-08T00:00:00.000Z");
    expect(week.paths.hitl.runs).toBe(6);
  });

  it("count a run once, however many count at once and whichever of them dies", {
    timeout: 60_000,
  }, async () => {
    await using world = await TestEngine.start({ on });
    await Promise.all(Array.from({ length: 6 }, () => world.create(auto)));
    const dies = {
      ...world.db,
      transaction: (work: Parameters<typeof world.db.transaction>[0]) =>
        world.db.transaction(async (tx) => {
          await work(tx);
          throw new Error("killed before the commit");
        }),
    } as typeof world.db;
    await expect(countEnded(dies, 5)).rejects.toThrow("killed");
    await Promise.all([1, 2, 3].map(() => countEnded(world.db, 100)));
    const { paths, uncounted } = await getMetrics(world, {}, new Date(Date.now() + 1000));
    expect([paths.hitl.runs, uncounted]).toEqual([6, 0]);
  });
});
