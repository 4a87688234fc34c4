import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CodedError } from "@/lib/core/errors";
import { signWebhook } from "@/lib/providers/replicate/fixtures/webhooks";
import { TestEngine } from "@/lib/testing/engine";
import { receiveWebhook } from "./receive-webhook";

const auto = { hitl_config: { policy: "auto" as const } };
/** No poll comes in the time of a test: only a webhook can end a run. */
const noPolls = { poll: { least: 3_600_000, most: 3_600_000 } };

let world: TestEngine;
let receiver: Server;
let publicUrl: string;
beforeEach(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? "/", publicUrl);
    const headers = new Headers(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    const body = Buffer.concat(chunks).toString();
    const sent = { headers, body, attempt: url.searchParams.get("attempt") };
    const status = await receiveWebhook(world.context, "replicate", sent).then(
      () => 200,
      (error: unknown) => (error instanceof CodedError && error.code === "unauthenticated" ? 401 : 500),
    );
    response.writeHead(status).end();
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  publicUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  receiver.close();
  receiver.closeAllConnections();
});

const statuses = () => world.replicate.deliveries.map(({ status }) => status);

async function heldRun() {
  world.replicate.nextPredictions({ ends: "held" });
  const { run_id } = await world.createOnly(auto);
  await world.replicate.received("create_prediction");
  await expect
    .poll(async () => (await world.show(run_id)).attempts[0]?.state, { timeout: 30_000 })
    .toBe("submitted");
  const id = world.replicate.predictions[0]?.id ?? "";
  return { run_id, id };
}

describe("a provider's webhook", () => {
  it("ends a run long before the next poll", async () => {
    world = await TestEngine.start({ publicUrl, limits: noPolls });
    const { run_id, id } = await heldRun();
    world.replicate.finish(id);
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
    await world.replicate.webhooksSent();
    expect(world.replicate.deliveries.map(({ event }) => event)).toEqual(["start", "completed"]);
    expect(world.replicate.deliveries[0]?.url).toBe(
      `${publicUrl}/api/webhooks/replicate?attempt=${run_id}.1`,
    );
    expect(statuses()).toEqual([200, 200]);
  });

  it("and polling at once settle the call once", async () => {
    world = await TestEngine.start({ publicUrl, limits: { poll: { least: 1, most: 5 } } });
    const runs = await Promise.all(Array.from({ length: 5 }, () => world.create(auto)));
    await world.replicate.webhooksSent();
    expect(runs.map(({ status, attempt }) => [status, attempt?.number])).toEqual(
      Array.from({ length: 5 }, () => ["completed", 1]),
    );
    expect(world.calls).toBe(5);
    const ends = await world.db.prisma.runEvent.count({ where: { type: "attempt_finished" } });
    expect(ends).toBe(5);
  });

  it("counts once: the same one again is refused and changes nothing", async () => {
    world = await TestEngine.start({ publicUrl, limits: noPolls });
    const { run_id, id } = await heldRun();
    world.replicate.finish(id);
    const run = await world.rest(run_id);
    await world.replicate.webhooksSent();
    for (const delivery of [...world.replicate.deliveries])
      expect((await world.replicate.resend(delivery)).status).toBe(401);
    expect((await world.rest(run_id)).version).toBe(run.version);
  });

  it("may come late, out of order or for a call nobody knows", async () => {
    world = await TestEngine.start({ publicUrl, limits: noPolls });
    const { run_id, id } = await heldRun();
    const before = (await world.show(run_id)).version;
    const send = async (name: string, text: object, attempt: string | null) => {
      const body = JSON.stringify(text);
      const headers = new Headers(signWebhook(name, new Date(), body, world.replicate.webhookSecret));
      await receiveWebhook(world.context, "replicate", { headers, body, attempt });
    };
    // It says the call ended, which it did not: only the provider's own answer counts.
    await send(
      "msg_early",
      { id, status: "succeeded", output: ["https://evil.example/x.png"] },
      `${run_id}.1`,
    );
    await world.replicate.received("get_prediction");
    await send("msg_unknown", { id: "rp_nobody" }, "run_nobody.1");
    await send("msg_odd", { id: "rp_nobody" }, "../../etc");
    await send("msg_bare", { id: "rp_nobody" }, null);
    expect((await world.show(run_id)).status).toBe("running");
    world.replicate.finish(id);
    const run = await world.rest(run_id);
    expect(run.status).toBe("completed");
    expect(run.version).toBeGreaterThan(before);
    await send("msg_late", { id, status: "processing" }, `${run_id}.1`);
    expect((await world.rest(run_id)).version).toBe(run.version);
  });

  it("that is not the provider's is refused, and leaves no trace", async () => {
    world = await TestEngine.start({ publicUrl, limits: noPolls });
    const body = '{"id":"rp1"}';
    const forged = new Headers(signWebhook("msg_1", new Date(), body, "whsec_b3RoZXI="));
    const sent = { headers: forged, body, attempt: null };
    await expect(receiveWebhook(world.context, "replicate", sent)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(receiveWebhook(world.context, "sandbox", sent)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await world.db.prisma.idempotencyRecord.count()).toBe(0);
  });
});
