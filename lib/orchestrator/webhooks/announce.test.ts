import { Webhook as Verifier } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import { Run } from "@/lib/contracts/run";
import type { CreateWebhook } from "@/lib/contracts/webhooks";
import type { Principal } from "@/lib/core/principal";
import { healthDetail } from "@/lib/services/health/health-detail";
import { Outages } from "@/lib/store/connection/outages";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { Receiver, status } from "@/lib/testing/receiver";
import { approveReview } from "../decisions/approve";
import { webhookLimits } from "../limits";
import { announce } from "./announce";
import { changeEndpoint } from "./endpoints/change-endpoint";
import { createEndpoint } from "./endpoints/create-endpoint";
import { deleteEndpoint } from "./endpoints/delete-endpoint";
import { listEndpointDeliveries, resendDelivery } from "./endpoints/deliveries";
import { listEndpoints } from "./endpoints/list-endpoints";
import { rotateSecret } from "./endpoints/rotate-secret";
import { testEndpoint } from "./endpoints/test-endpoint";
import { forgetOldDeliveries } from "./forget-deliveries";
import { listDeliveries } from "./list-deliveries";
import { webhookSecret } from "./secret";

const admin: Principal = { ...reviewerAnn, id: "user_ada", name: "Ada", role: "admin" };
const review = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
const hour = 3_600_000;
const Told = z.object({ type: z.string(), data: z.object({ run: Run }) });

describe.each(databaseKinds)("an admin's endpoint (%s)", (on) => {
  async function started(receivers = 1) {
    const all = await Promise.all(Array.from({ length: receivers }, () => Receiver.start()));
    let ahead = 0;
    const clock = () => new Date(Date.now() + ahead);
    const webhookHosts = all.map(({ host }) => host);
    const engine = await TestEngine.start({ on, clock, limits: { webhookTimeout: 500 }, webhookHosts });
    const [receiver] = all;
    if (!receiver) throw new Error("There is no receiver");
    const { context } = engine;
    const deliveries = async (id: string) =>
      (await listEndpointDeliveries(context, admin, id, { limit: 50 })).data;
    const world = {
      engine,
      context,
      receiver,
      receivers: all,
      pass: (ms: number) => {
        ahead += ms;
      },
      add: (body: Partial<CreateWebhook> = {}) =>
        createEndpoint(context, admin, {
          name: "The shop",
          url: receiver.url,
          events: ["run.awaiting_human", "run.completed", "run.failed", "run.cancelled", "run.expired"],
          for: {},
          enabled: true,
          ...body,
        }),
      ask: () => engine.create({ model: fluxRef, hitl_config: review }),
      deliveries,
      /** Does a delivery's job at its times until it is over, or until `stop` says so. */
      async follow(id: string, stop: () => boolean = () => false) {
        const [first] = await deliveries(id);
        if (!first) throw new Error("Nothing was to be told");
        const { run_id, seq, event } = first;
        let next = first.next_at === null ? null : new Date(first.next_at);
        while (next !== null && !stop()) {
          world.pass(next.getTime() - clock().getTime() + 1);
          next = await announce(context, { endpoint_id: id, delivery: first.id, run_id, seq, event });
        }
      },
      endpoint: async (id: string) =>
        (await listEndpoints(context, admin, { limit: 50 })).data.find((one) => one.id === id),
      async [Symbol.asyncDispose]() {
        await engine[Symbol.asyncDispose]();
        for (const one of all) await one[Symbol.asyncDispose]();
      },
    };
    return world;
  }
  const told = ({ received }: Receiver, count: number) =>
    expect.poll(() => received.length, { timeout: 20_000 }).toBe(count);
  const tried = (look: () => Promise<{ tries: number }[]>, count: number) =>
    expect
      .poll(async () => (await look()).filter(({ tries }) => tries > 0).length, { timeout: 20_000 })
      .toBe(count);
  /** What a message says, for whoever has the secret. */
  const opened = ({ headers, body }: Receiver["received"][number], secret: string) =>
    new Verifier(secret).verify(body, Object.fromEntries(headers)) as JsonObject;

  it("is told of what it asks for, once, signed, as an admin sees it, beside a run's own webhook", async () => {
    await using world = await started(2);
    const { engine, context, receiver, receivers } = world;
    const shop = await world.add({ events: ["run.awaiting_human", "run.completed"] });
    await world.add({ name: "Films", for: { model: "acme/*" } });
    await world.add({ name: "Failures", events: ["run.failed"] });
    await world.add({ name: "Off", enabled: false });
    const [, own] = receivers;
    const webhook_url = own?.url ?? "";
    const { run_id } = await engine.create({ model: fluxRef, hitl_config: review, webhook_url });
    await told(receiver, 1);
    await approveReview(context, run_id, await engine.seenBy(reviewerAnn, run_id), {});
    await engine.rest(run_id);
    await told(receiver, 2);
    const messages = receiver.received.map((one) => Told.parse(opened(one, shop.secret)));
    expect(messages.map(({ type, data }) => [type, data.run.run_id])).toEqual([
      ["run.awaiting_human", run_id],
      ["run.completed", run_id],
    ]);
    expect(messages[1]?.data.run.attempts[0]?.output).not.toBeNull();
    await tried(() => world.deliveries(shop.id), 2);
    expect(await world.deliveries(shop.id)).toMatchObject([
      { event: "run.completed", run_id, tries: 1, status: 204, problem: null, next_at: null },
      { event: "run.awaiting_human", run_id, tries: 1, status: 204, problem: null, next_at: null },
    ]);
    // The run's own webhook is told each event once, with the asker's own secret.
    if (own) await told(own, 2);
    const secret = webhookSecret(context, requesterRita.id);
    expect(own?.received.map((one) => opened(one, secret).type)).toEqual([
      "run.awaiting_human",
      "run.completed",
    ]);
    expect((await listDeliveries(context, requesterRita, run_id)).data).toHaveLength(2);
  });

  it("that was down for an hour is told once it is back, and a resend comes under the same id", async () => {
    await using world = await started();
    const { engine, context, receiver } = world;
    const { id, secret } = await world.add();
    receiver.answer = status(503);
    await world.ask();
    await tried(() => world.deliveries(id), 1);
    expect((await world.endpoint(id))?.failing_since).not.toBeNull();
    await engine.engine.stop();
    const begun = context.clock().getTime();
    await world.follow(id, () => {
      if (context.clock().getTime() - begun >= hour) receiver.answer = status(200);
      return false;
    });
    const [last] = await world.deliveries(id);
    expect(last).toMatchObject({ status: 200, problem: null, next_at: null });
    expect(last?.tries).toBe(receiver.received.length);
    expect((await world.endpoint(id))?.failing_since).toBeNull();
    const again = await resendDelivery(context, admin, last?.id ?? "");
    expect(again).toMatchObject({ next_at: expect.any(String), delivered_at: null });
    world.pass(1);
    await world.follow(id);
    const ids = receiver.received.map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(ids)).toEqual(new Set([last?.id]));
    expect((await world.deliveries(id))[0]?.tries).toBe((last?.tries ?? 0) + 1);
    const newest = receiver.received.at(-1);
    expect(newest && isSignedBy(newest, secret)).toBe(true);
  });

  it("that takes nothing for days is switched off, which health and the audit log say, until an admin has it on again", async () => {
    await using world = await started();
    const { engine, context, receiver } = world;
    const { id } = await world.add();
    receiver.answer = status(500);
    await world.ask();
    await tried(() => world.deliveries(id), 1);
    await engine.engine.stop();
    await world.follow(id);
    // Given up after a day, and not yet switched off.
    expect((await world.deliveries(id))[0]).toMatchObject({ tries: 11, next_at: null });
    expect(await world.endpoint(id)).toMatchObject({ enabled: true, disabled: null });
    world.pass(49 * hour);
    await resendDelivery(context, admin, (await world.deliveries(id))[0]?.id ?? "");
    world.pass(1);
    await world.follow(id, () => receiver.received.length > 11);
    expect(await world.endpoint(id)).toMatchObject({ enabled: false, disabled: { why: "failing" } });
    expect((await health(engine)).notices).toContain("webhook_off");
    const entry = await context.db.prisma.auditEntry.findFirst({ where: { action: "webhook.disabled" } });
    expect(entry?.actorId).toBe("system");
    const sent = receiver.received.length;
    await world.follow(id);
    expect(receiver.received).toHaveLength(sent);
    expect((await world.deliveries(id))[0]).toMatchObject({ problem: "switched_off", next_at: null });
    await expect(
      resendDelivery(context, admin, (await world.deliveries(id))[0]?.id ?? ""),
    ).rejects.toMatchObject({ code: "conflict" });
    await changeEndpoint(context, admin, id, { enabled: true });
    expect(await world.endpoint(id)).toMatchObject({ disabled: null, failing_since: null });
    expect((await health(engine)).notices).not.toContain("webhook_off");
  });

  it("that says it is gone is switched off at once, and told of no other run", async () => {
    await using world = await started();
    const { receiver } = world;
    const { id } = await world.add();
    receiver.answer = status(410);
    await world.ask();
    await expect
      .poll(async () => (await world.endpoint(id))?.disabled?.why, { timeout: 20_000 })
      .toBe("gone");
    await world.ask();
    expect(await world.deliveries(id)).toMatchObject([{ status: 410, problem: "gone", next_at: null }]);
    expect(receiver.received).toHaveLength(1);
  });

  it("is not followed where it sends elsewhere, and a private address is not sent to at all", async () => {
    await using world = await started();
    const { receiver } = world;
    const led = await world.add();
    const inside = await world.add({ name: "Inside", url: receiver.url.replace("127.0.0.1", "localhost") });
    receiver.answer = status(302, { location: "http://169.254.169.254/" });
    await world.ask();
    await tried(() => world.deliveries(led.id), 1);
    await tried(() => world.deliveries(inside.id), 1);
    expect(await world.deliveries(led.id)).toMatchObject([{ status: 302, problem: "redirected" }]);
    expect(await world.deliveries(inside.id)).toMatchObject([
      { status: null, problem: "private_address", next_at: null },
    ]);
    expect(receiver.received).toHaveLength(1);
  });

  it("that is slow holds up no other, nor the runs", async () => {
    await using world = await started(2);
    const [slow, quick] = world.receivers;
    if (!slow || !quick) throw new Error("There is a receiver missing");
    slow.answer = () => {};
    const silent = await world.add({ name: "Slow" });
    const other = await world.add({ name: "Quick", url: quick.url });
    const runs = 12;
    await Promise.all(Array.from({ length: runs }, () => world.ask()));
    await told(quick, runs);
    await tried(() => world.deliveries(other.id), runs);
    // While the first ones wait for an answer, the others come back later.
    expect(slow.received.length).toBeLessThan(runs);
    expect(await world.deliveries(silent.id)).not.toContainEqual(
      expect.objectContaining({ delivered_at: expect.any(String) }),
    );
  });

  it("that never answers holds up no other of the same server, nor a test of one, switched off or on", async () => {
    await using world = await started();
    const { engine, context, receiver } = world;
    receiver.answer = (response, request) => {
      if (request.url !== "/hang") response.writeHead(200).end();
    };
    const hang = await world.add({ name: "Hang", url: `http://${receiver.host}/hang` });
    for (let n = 0; n < 6; n++) await world.ask();
    await tried(() => world.deliveries(hang.id), webhookLimits.atOnce);
    const ok = await world.add({ name: "Ok", url: `http://${receiver.host}/ok` });
    const off = await world.add({ name: "Off", url: `http://${receiver.host}/off`, enabled: false });
    const webhook_url = `http://${receiver.host}/own`;
    const { run_id } = await engine.create({ model: fluxRef, hitl_config: review, webhook_url });
    const own = async () => (await listDeliveries(context, requesterRita, run_id)).data;
    const taken = async () => [...(await world.deliveries(ok.id)), ...(await own())];
    const once = { status: 200, tries: 1 };
    await expect.poll(taken, { timeout: 10_000 }).toMatchObject([once, once]);
    for (const { id } of [ok, off])
      expect(await testEndpoint(context, admin, id)).toMatchObject({ status: 200 });
    // What hangs is left alone, and an admin who tries it is told how that went.
    expect(await testEndpoint(context, admin, hang.id)).toMatchObject({ problem: "too_slow" });
    expect(await testEndpoint(context, admin, hang.id)).toMatchObject({ problem: "too_slow" });
  });

  /** One delivery that was refused once, whose next try the test makes by itself. */
  async function refusedOnce(world: Awaited<ReturnType<typeof started>>) {
    const { id } = await world.add();
    world.receiver.answer = status(503);
    await world.ask();
    await tried(() => world.deliveries(id), 1);
    await world.engine.engine.stop();
    const [first] = await world.deliveries(id);
    if (!first) throw new Error("Nothing was to be told");
    const { run_id, seq, event } = first;
    world.pass(5_001);
    const again = { endpoint_id: id, delivery: first.id, run_id, seq, event };
    return { id, delivery: first.id, next: () => announce(world.context, again) };
  }

  it("that is to be sent again while it is on its way is sent again", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const { id, delivery, next } = await refusedOnce(world);
    let asked = "";
    receiver.answer = (response) =>
      void resendDelivery(context, admin, delivery).then(({ next_at }) => {
        asked = next_at ?? "";
        response.writeHead(503).end();
      });
    expect((await next())?.toISOString()).toBe(asked);
    expect((await world.deliveries(id))[0]).toMatchObject({ tries: 2, status: 503, next_at: asked });
    receiver.answer = status(200);
    world.pass(1);
    expect(await next()).toBeNull();
    expect((await world.deliveries(id))[0]).toMatchObject({ tries: 3, status: 200, problem: null });
  });

  it("whose address is changed while the one before says that it is gone stays switched on", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const { id, next } = await refusedOnce(world);
    receiver.answer = (response) =>
      void changeEndpoint(context, admin, id, { url: `${receiver.url}/new` }).then(() =>
        response.writeHead(410).end(),
      );
    expect(await next()).toBeNull();
    expect(await world.endpoint(id)).toMatchObject({ enabled: true, failing_since: null });
  });

  it("that has had no turn for a day is given up, and says so", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const { id, next } = await refusedOnce(world);
    for (let n = 0; n < webhookLimits.atOnce; n++)
      context.webhookTurns.enter({ whose: id, address: receiver.url, host: receiver.host }, context.clock());
    expect(await next()).toBeInstanceOf(Date);
    world.pass(24 * hour);
    expect(await next()).toBeNull();
    expect((await world.deliveries(id))[0]).toMatchObject({ problem: "no_turn", next_at: null, tries: 1 });
  });

  it("is forgotten what it was told after a month, a test and of one that is off, too", async () => {
    await using world = await started();
    const { context } = world;
    const { id } = await world.add({ enabled: false });
    await testEndpoint(context, admin, id);
    world.pass(29 * 24 * hour);
    expect(await forgetOldDeliveries(context)).toBe(0);
    world.pass(2 * 24 * hour);
    expect(await forgetOldDeliveries(context)).toBe(1);
    expect(await world.deliveries(id)).toEqual([]);
  });

  it("is signed by both secrets for a while after a rotation, and by the new one after that", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const first = await world.add();
    const second = await rotateSecret(context, admin, first.id, { overlap_seconds: 3600 });
    expect(second.secret).not.toBe(first.secret);
    expect(await testEndpoint(context, admin, first.id)).toMatchObject({
      event: "webhook.test",
      status: 204,
    });
    world.pass(hour + 1);
    receiver.received.length = 0;
    await testEndpoint(context, admin, first.id);
    const [late] = receiver.received;
    expect(late && [first, second].map(({ secret }) => isSignedBy(late, secret))).toEqual([false, true]);
    expect((await world.endpoint(first.id))?.earlier_secret_until).toBeNull();
  });

  it("gets no further secret while an earlier one still has its time, unless that is to end at once", async () => {
    await using world = await started();
    const { context } = world;
    const { id } = await world.add();
    const rotate = (overlap_seconds: number) => rotateSecret(context, admin, id, { overlap_seconds });
    const clicks = await Promise.allSettled([rotate(3600), rotate(3600)]);
    expect(clicks.map(({ status: how }) => how).sort()).toEqual(["fulfilled", "rejected"]);
    const earlier_secret_until = (await world.endpoint(id))?.earlier_secret_until;
    await expect(rotate(3600)).rejects.toMatchObject({ code: "conflict" });
    expect((await world.endpoint(id))?.earlier_secret_until).toBe(earlier_secret_until);
    expect(await rotate(0)).toMatchObject({ earlier_secret_until: null });
    await rotate(3600);
    world.pass(hour + 1);
    await rotate(3600);
  });

  it("is opened by either secret while both sign", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const first = await world.add();
    const second = await rotateSecret(context, admin, first.id, { overlap_seconds: 3600 });
    await testEndpoint(context, admin, first.id);
    const [message] = receiver.received;
    if (!message) throw new Error("Nothing came");
    for (const { secret } of [first, second]) expect(opened(message, secret).type).toBe("webhook.test");
    const stranger = webhookSecret(context, "whe_other:1");
    expect(() => opened(message, stranger)).toThrow();
  });

  it("keeps what lets somebody in out of every answer and every table", async () => {
    await using world = await started();
    const { engine, context, receiver } = world;
    const url = `${receiver.url}?token=hunter2`;
    const { id } = await world.add({ url });
    const { run_id } = await engine.create({ model: fluxRef, hitl_config: review, webhook_url: url });
    await told(receiver, 2);
    expect((await world.endpoint(id))?.url).toBe(`${receiver.url}?token=••••`);
    expect((await engine.show(run_id)).request.webhook_url).toBe(`${receiver.url}?token=••••`);
    const { prisma } = context.db;
    const kept = [
      await prisma.run.findMany(),
      await prisma.runEvent.findMany(),
      await prisma.webhookEndpoint.findMany(),
      await prisma.auditEntry.findMany(),
    ];
    const print = (value: unknown) =>
      JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one));
    expect(print(kept)).not.toContain("hunter2");
    await expect(world.add({ url: `${receiver.url}?token=••••` })).rejects.toMatchObject({
      code: "validation_error",
    });
  });

  it("is an admin's: nobody else lists, makes or resends, and one that was taken away is told nothing", async () => {
    await using world = await started();
    const { context, receiver } = world;
    const { id } = await world.add();
    await expect(listEndpoints(context, reviewerAnn, { limit: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(rotateSecret(context, reviewerAnn, id, { overlap_seconds: 0 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await deleteEndpoint(context, admin, id);
    await world.ask();
    expect(receiver.received).toHaveLength(0);
    expect(await context.db.prisma.endpointDelivery.count()).toBe(0);
  });
});

/** The same at whichever time: the library lets no message pass that is signed in the future. */
function isSignedBy({ headers, body }: Receiver["received"][number], secret: string): boolean {
  const at = new Date(Number(headers.get("webhook-timestamp")) * 1000);
  const signature = new Verifier(secret).sign(headers.get("webhook-id") ?? "", at, body);
  return headers.get("webhook-signature")?.split(" ").includes(signature) ?? false;
}

async function health({ db, context }: TestEngine) {
  const storage = { kind: "disk" as const, trouble: null };
  const parts = { db, dataDir: ".", storage, providers: [], outages: new Outages(), secretsKeyId: "" };
  return healthDetail({ ...parts, signs: false, inTheOpen: false }, context.clock());
}
