import { validateWebhook } from "replicate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import { Run } from "@/lib/contracts/run";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { type Answer, Receiver, status } from "@/lib/testing/receiver";
import { approveReview } from "../decisions/approve";
import { rejectReview } from "../decisions/reject";
import { eraseByHand } from "../erasing/erase-run";
import { createPrediction } from "../predictions/create-prediction";
import { forkRun } from "../requests/fork";
import { deliverWebhook, giveDeliveryUp } from "./deliver";
import { listDeliveries } from "./list-deliveries";
import { webhookSecret } from "./secret";

const Completed = z.object({ type: z.literal("run.completed"), data: z.object({ run: Run }) });

const review = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };

describe.each(databaseKinds)("a run's webhook (%s)", (on) => {
  async function started() {
    const receiver = await Receiver.start();
    let ahead = 0;
    const clock = () => new Date(Date.now() + ahead);
    const limits = { webhookTimeout: 500 };
    const engine = await TestEngine.start({ on, clock, limits, webhookHosts: [receiver.host] });
    return {
      engine,
      receiver,
      pass: (ms: number) => {
        ahead += ms;
      },
      create: () => engine.create({ model: fluxRef, webhook_url: receiver.url, hitl_config: review }),
      deliveries: async (runId: string) => (await listDeliveries(engine.context, requesterRita, runId)).data,
      async [Symbol.asyncDispose]() {
        await engine[Symbol.asyncDispose]();
        await receiver[Symbol.asyncDispose]();
      },
    };
  }
  const told = (receiver: Receiver, count: number) =>
    expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(count);

  it("is told of each event once, signed for whoever asked", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    const { run_id } = await world.create();
    await told(receiver, 1);
    await approveReview(engine.context, run_id, await engine.seenBy(reviewerAnn, run_id), {});
    await engine.rest(run_id);
    await told(receiver, 2);
    const bodies = receiver.received.map(({ body }) => parseJson(body) as JsonObject);
    expect(bodies.map(({ type }) => type)).toEqual(["run.awaiting_human", "run.completed"]);
    const { data } = Completed.parse(bodies[1]);
    const { run } = data;
    expect([run.run_id, run.status]).toEqual([run_id, "completed"]);
    const secret = webhookSecret(engine.context, requesterRita.id);
    for (const { headers, body } of receiver.received) {
      expect(await validateWebhook({ headers, body } as never, secret)).toBe(true);
      expect(await validateWebhook({ headers, body: `${body} ` } as never, secret)).toBe(false);
    }
    expect(await world.deliveries(run_id)).toMatchObject([
      { event: "run.awaiting_human", tries: 1, status: 204, problem: null, next_at: null },
      { event: "run.completed", tries: 1, status: 204, problem: null, next_at: null },
    ]);
    for (const { id, seq, event } of await world.deliveries(run_id))
      expect([id, await deliverWebhook(engine.context, { run_id, seq, event })]).toEqual([id, null]);
    expect(receiver.received).toHaveLength(2);
  });

  it("that is down for an hour is told once it is back, under the same id", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    receiver.answer = status(503);
    const { run_id } = await world.create();
    await told(receiver, 1);
    const [first] = await settled(() => world.deliveries(run_id), 1);
    expect(first).toMatchObject({ status: 503, problem: "refused", delivered_at: null });
    const telling = { run_id, seq: first?.seq ?? 0, event: "run.awaiting_human" };
    // From here on the test does its jobs, at the times it says.
    await engine.engine.stop();
    // Not before its time, whoever asks.
    expect((await deliverWebhook(engine.context, telling))?.toISOString()).toBe(first?.next_at);
    let passed = 0;
    for (let next = first?.next_at ?? null; passed < 3_600_000 && next !== null; ) {
      const wait = Date.parse(next) - engine.context.clock().getTime() + 1;
      passed += wait;
      world.pass(wait);
      if (passed >= 3_600_000) receiver.answer = status(200);
      next = (await deliverWebhook(engine.context, telling))?.toISOString() ?? null;
    }
    const [last] = await world.deliveries(run_id);
    expect(last).toMatchObject({ status: 200, problem: null, next_at: null });
    expect(last?.tries).toBe(receiver.received.length);
    expect(new Set(receiver.received.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
  });

  it("that never answers well is given up after a day, and the run goes on as ever", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    receiver.answer = status(500);
    const { run_id } = await world.create();
    await told(receiver, 1);
    const [first] = await settled(() => world.deliveries(run_id), 1);
    const telling = { run_id, seq: first?.seq ?? 0, event: "run.awaiting_human" };
    // From here on the test does its jobs, at the times it says.
    await engine.engine.stop();
    const begun = engine.context.clock().getTime();
    for (let next: Date | null = new Date(first?.next_at ?? 0); next !== null; ) {
      world.pass(next.getTime() - engine.context.clock().getTime() + 1);
      next = await deliverWebhook(engine.context, telling);
    }
    expect((engine.context.clock().getTime() - begun) / 3_600_000).toBeCloseTo(23.7, 0);
    expect(await world.deliveries(run_id)).toMatchObject([
      { tries: 11, status: 500, problem: "refused", next_at: null, delivered_at: null },
    ]);
  });

  it.each<[string, Answer, object]>([
    [
      "sends it elsewhere",
      status(302, { location: "http://169.254.169.254/" }),
      { status: 302, problem: "redirected" },
    ],
    ["says nothing", () => {}, { status: null, problem: "too_slow" }],
    ["is gone", status(410), { status: 410, problem: "gone", next_at: null }],
  ])("whose receiver %s is not followed, and the log says so", async (_, answer, expected) => {
    await using world = await started();
    world.receiver.answer = answer;
    const { run_id } = await world.create();
    const [only] = await settled(() => world.deliveries(run_id), 1);
    expect(only).toMatchObject({ ...expected, tries: 1, delivered_at: null });
    expect(world.receiver.received).toHaveLength(1);
  });

  it("that nobody tries any more says so, and shows no password of its address", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    receiver.answer = status(503);
    const webhook_url = receiver.url.replace("http://", "http://app:hunter2@");
    const { run_id } = await engine.create({ model: fluxRef, webhook_url, hitl_config: review });
    const [first] = await settled(() => world.deliveries(run_id), 1);
    await engine.engine.stop();
    await giveDeliveryUp(engine.context, { run_id, seq: first?.seq ?? 0, event: "run.awaiting_human" });
    expect(await world.deliveries(run_id)).toMatchObject([{ problem: "failed", next_at: null }]);
    expect((await engine.show(run_id)).request.webhook_url).not.toContain("hunter2");
  });

  it("to a private address that nobody allowed is not sent at all", async () => {
    await using world = await started();
    const { run_id } = await world.engine.create({
      model: fluxRef,
      webhook_url: world.receiver.url.replace("127.0.0.1", "localhost"),
      hitl_config: review,
    });
    const [only] = await settled(() => world.deliveries(run_id), 1);
    expect(only).toMatchObject({ status: null, problem: "private_address", next_at: null });
    expect(world.receiver.received).toHaveLength(0);
  });

  it("says nothing more of a run whose documents were erased", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    receiver.answer = status(503);
    const { run_id } = await world.create();
    await told(receiver, 1);
    const [first] = await settled(() => world.deliveries(run_id), 1);
    await rejectReview(engine.context, run_id, await engine.seenBy(reviewerAnn, run_id), { reason: "no" });
    await settled(() => world.deliveries(run_id), 2);
    await eraseByHand(engine.context, { ...reviewerAnn, role: "admin" }, run_id, "A test");
    await engine.engine.stop();
    world.pass(6_000);
    await deliverWebhook(engine.context, { run_id, seq: first?.seq ?? 0, event: "run.awaiting_human" });
    expect((await world.deliveries(run_id))[0]).toMatchObject({ problem: "erased", next_at: null });
    expect(receiver.received).toHaveLength(2);
  });

  it("hears of a fork by its own asker, and of nobody else's", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    const { run_id } = await world.create();
    await told(receiver, 1);
    const others = await forkRun(engine.context, reviewerAnn, run_id, {});
    const own = await forkRun(engine.context, requesterRita, run_id, {});
    await engine.rest(others.run_id);
    await engine.rest(own.run_id);
    await told(receiver, 2);
    expect((await engine.show(others.run_id)).request.webhook_url).toBeNull();
    expect(await world.deliveries(own.run_id)).toMatchObject([{ event: "run.awaiting_human", status: 204 }]);
  });

  it("of a prediction is sent the prediction, for what it wants to hear of", async () => {
    await using world = await started();
    const { engine, receiver } = world;
    const wanted = {
      reference: "black-forest-labs/flux-schnell",
      input: { prompt: "a red bicycle" },
      policy: null,
      metadata: {},
      cancelAfter: null,
      webhook: receiver.url,
      events: ["start", "completed"] as const,
    };
    const { run_id } = await createPrediction(engine.context, requesterRita, wanted);
    await engine.rest(run_id);
    await approveReview(engine.context, run_id, await engine.seenBy(reviewerAnn, run_id), {});
    await engine.rest(run_id);
    await told(receiver, 2);
    const bodies = receiver.received.map(({ body }) => parseJson(body) as JsonObject);
    expect(bodies.at(-1)).toMatchObject({ id: run_id, status: "succeeded", input: wanted.input });
    expect((await world.deliveries(run_id)).map(({ event }) => event)).toEqual(["start", "completed"]);
  });
});

/** The deliveries once there are so many, each tried. */
async function settled<Row>(look: () => Promise<Row[]>, count: number): Promise<Row[]> {
  await expect.poll(async () => (await look()).length, { timeout: 20_000 }).toBe(count);
  return look();
}
