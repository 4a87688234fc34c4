import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { advanceRun } from "@/lib/orchestrator/advance";
import { cancelRun } from "@/lib/orchestrator/decisions/cancel";
import { placeHold } from "@/lib/orchestrator/holds/place-hold";
import { verifyLog } from "@/lib/orchestrator/reading/verify-log";
import { startOpenAiServer } from "@/lib/providers/openai/fixtures/server";
import { loadRun } from "@/lib/store/runs/load-run";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, llamaRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { ReplicateTeam } from "./replicate-team";

/** Carries a one-shot request out, which no rule has looked at, and gives its record's id. */
async function carriedOut({ context }: TestEngine, asked: CreateRun): Promise<string> {
  const carried = await new ReplicateTeam(context).run(requesterRita, asked);
  if (carried === null) throw new Error("A rule took the request");
  return carried.run_id;
}

const body = { prompt: "a red bicycle on a quay", model: fluxRef };

describe.each(databaseKinds)("the one-shot path on %s", (on) => {
  it("calls once and gives the answer, whatever policy the request names", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await carriedOut(world, {
      ...body,
      hitl_config: { policy: "require_human" },
    });
    const run = await world.show(run_id);
    expect(run).toMatchObject({ status: "completed", path: "legacy", current_step: "completed" });
    expect(run.attempts).toMatchObject([{ outcome: "succeeded", provider_id: expect.any(String) }]);
    expect(world.calls).toBe(1);
    expect(world.replicate.predictions[0]?.input).toMatchObject({ prompt: body.prompt });
  });

  it("sends the payload as the request edits it", async () => {
    await using world = await TestEngine.start({ on });
    const edits = { payload: { seed: 7 } };
    const run_id = await carriedOut(world, { ...body, edits });
    expect(world.replicate.predictions[0]?.input).toMatchObject({ prompt: body.prompt, seed: 7 });
    expect(await world.show(run_id)).toMatchObject({ suggested_payload: { seed: 7 } });
  });

  it("sends nothing when the prompt or a picture found no place, and says so", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await carriedOut(world, {
      ...body,
      model: llamaRef,
      attachments: ["https://example.com/photo.png"],
    });
    expect(await world.show(run_id)).toMatchObject({
      status: "failed",
      error: { code: "payload_incomplete", message: expect.stringContaining("Attachment 1") },
      attempts: [],
    });
    expect(world.calls).toBe(0);
  });

  it("records a call that failed as failed", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", {
      kind: "status",
      status: 422,
      detail: "no such input",
    });
    const run_id = await carriedOut(world, body);
    expect(await world.show(run_id)).toMatchObject({
      status: "failed",
      path: "legacy",
      attempts: [{ outcome: "failed" }],
    });
  });

  it("does not lose what a refusal was charged", async () => {
    const openai = await startOpenAiServer();
    await using world = await TestEngine.start({ on, environment: openai.environment });
    openai.nextAnswers({ kind: "refusal", text: "No." });
    const run_id = await carriedOut(world, { prompt: body.prompt, model: "openai:text/gpt-5.4-mini" });
    const { state } = await loadRun(world.db.prisma, run_id);
    expect(state).toMatchObject({ status: "failed", billed_usd: 0.000465 });
    expect(state.provider_ms).toBeGreaterThanOrEqual(0);
    await openai.close();
  });

  it("neither sends nor records a call that an admin holds, not even one held a moment before it is sent", async () => {
    await using world = await TestEngine.start({ on });
    const { context } = world;
    const place = () => placeHold(context, testAdmin, { for: {}, why: "The bill is wrong" });
    const write: typeof context.db.write = async (work) => {
      await place();
      return context.db.write(work);
    };
    const late = { ...context, db: { ...context.db, write } };
    expect(await new ReplicateTeam(late).run(requesterRita, body)).toBeNull();
    expect(await new ReplicateTeam(context).run(requesterRita, body)).toBeNull();
    expect(await world.db.prisma.run.count()).toBe(0);
    expect(world.calls).toBe(0);
  });

  it("neither claims success nor stays running when its process dies during the call", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ on, clock: () => new Date(now) });
    const killed = () => {
      throw new Error("killed right after the record was opened");
    };
    const dies = { ...world.context, wakeups: { ...world.context.wakeups, announce: killed } };
    await expect(new ReplicateTeam(dies).run(requesterRita, body)).rejects.toThrow("killed");
    const [row] = await world.db.prisma.run.findMany();
    const run_id = row?.id ?? "";
    expect(row).toMatchObject({ status: "running", step: "api_call" });
    // The embedded queue lives by the clock it is given; PostgreSQL's own clock cannot be moved.
    if (on === "sqlite") {
      now += 12 * 60_000;
      world.engine.queue.nudge();
      await world.rest(run_id);
    } else await advanceRun(world.context, run_id);
    const run = await world.show(run_id);
    expect(run).toMatchObject({ status: "failed", error: { code: "interrupted" }, result: null });
  });

  it("stays cancelled when somebody cancelled it during the call", async () => {
    await using world = await TestEngine.start({ on });
    let cancelled = false;
    const submit = world.context.registry.byName("replicate").execute.submit;
    const provider = world.context.registry.byName("replicate");
    provider.execute.submit = async (call, signal) => {
      const prediction = await submit(call, signal);
      const run_id = call.attemptKey.split(".")[0] ?? "";
      const deciding = { principal: reviewerAnn, idempotency: null };
      await cancelRun(world.context, run_id, deciding, { reason: "not that" });
      cancelled = true;
      return prediction;
    };
    const run_id = await carriedOut(world, body);
    expect(cancelled).toBe(true);
    expect(await world.show(run_id)).toMatchObject({ status: "cancelled", result: null });
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
  });
});
