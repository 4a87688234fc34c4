import { describe, expect, it } from "vitest";
import { CreateBudget } from "@/lib/contracts/budgets";
import type { CreateRun } from "@/lib/contracts/create-run";
import { printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { changeBudget } from "@/lib/services/budgets/change-budget";
import { createBudget } from "@/lib/services/budgets/create-budget";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { by, fluxRef, requesterRita, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import type { CrashPoint } from "../crash-points";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { editReview } from "../decisions/edit";
import { expireReview } from "../decisions/expire";
import { retryCall } from "../decisions/retry";
import { undoDecision } from "../decisions/undo";
import { getRun } from "../reading/get-run";
import { verifyLog } from "../reading/verify-log";
import { forkRun } from "../requests/fork";

/** Each call of the model costs $0.003 an output. */
const price = 0.003;
const asked: CreateRun = {
  prompt: "a red bicycle on a quay",
  model: fluxRef,
  hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
};
const auto: CreateRun = { ...asked, hitl_config: { policy: "auto" } };
const ada: Principal = { ...reviewerAnn, id: "user_ada", name: "Ada", role: "admin" };

const addBudget = (world: TestEngine, calls: number, more: Partial<CreateBudget> = {}) =>
  createBudget(
    world,
    testAdmin,
    CreateBudget.parse({ name: "Film", limit_usd: calls * price, period: "month", ...more }),
    new Date(),
  );

/** What the one budget came to, in calls. */
async function used(world: TestEngine) {
  const { data } = await listBudgets(world, testAdmin, { limit: 50 }, new Date());
  const calls = (usd: number) => Math.round((usd / price) * 1000) / 1000;
  const rows = await world.db.prisma.budgetReservation.findMany();
  const kept = rows.reduce((sum, { amountNano }) => sum + Number(amountNano), 0) / 1e9;
  const reserved = data.reduce((sum, one) => sum + one.reserved, 0);
  expect(kept).toBeCloseTo(reserved, 9);
  return { spent: calls(data.reduce((sum, one) => sum + one.spent, 0)), reserved: calls(reserved) };
}

async function keyOf(world: TestEngine, ownerUserId: string | null): Promise<Principal> {
  const id = `key_${ownerUserId}`;
  await world.db.prisma.apiKey.create({
    data: {
      id,
      key: id,
      referenceId: id,
      permissions: '{"role":["requester"]}',
      ownerUserId,
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  });
  return { ...requesterRita, kind: "api_key", id };
}

const outcome = async (decision: Promise<RunState>): Promise<string> => {
  try {
    return (await decision).status;
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
};
const approve = async (
  world: TestEngine,
  { run_id }: { run_id: string },
  who = reviewerAnn,
  undo_seconds = 0,
) => approveReview(world.context, run_id, { ...(await world.seenBy(who, run_id)), undo_seconds }, {});

describe.each(databaseKinds)("law 13: no budget is passed (%s)", (on) => {
  it("lets through exactly what fits of 64 approvals at once, and leaves the other questions open", async () => {
    await using first = await TestEngine.start({ on });
    await using second = on === "postgres" ? await first.another() : null;
    const contexts = [first.context, (second ?? first).context] as const;
    await addBudget(first, 10);
    const runs: RunState[] = [];
    for (let n = 0; n < 64; n++) runs.push(await first.create(asked));
    const outcomes = await Promise.all(
      runs.map(({ run_id }, at) =>
        outcome(
          approveReview(
            contexts[at % 2] ?? first.context,
            run_id,
            by(at % 3 ? reviewerAnn : reviewerBob),
            {},
          ),
        ),
      ),
    );
    expect(outcomes.filter((one) => one === "budget_exceeded")).toHaveLength(54);
    const ended = await Promise.all(runs.map(({ run_id }) => first.rest(run_id)));
    expect(ended.filter(({ status }) => status === "completed")).toHaveLength(10);
    expect(
      ended.filter(({ status, step }) => status === "awaiting_human" && step === "payload_review"),
    ).toHaveLength(54);
    expect(first.calls).toBe(10);
    expect(await used(first)).toEqual({ spent: 10, reserved: 0 });
  }, 180_000);

  it("asks in place of calling by itself, and takes no silence for leave to pass it", async () => {
    let ahead = 0;
    await using world = await TestEngine.start({ on, clock: () => new Date(Date.now() + ahead) });
    await addBudget(world, 1);
    expect((await world.create(auto)).status).toBe("completed");
    const next = await world.create(auto);
    expect([next.status, next.step]).toEqual(["awaiting_human", "payload_review"]);
    expect(next.trace.at(-1)).toMatchObject({ rule: "budget", asks: true, measured: price, threshold: null });
    expect(await outcome(approve(world, next))).toBe("budget_exceeded");
    await expect(approve(world, next)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^Of the budget “Film” \$0.003 are spent and \$0 set aside this month, of \$0.003/,
      ),
      details: { budget: { name: "Film", limit: price, spent: price, reserved: 0, over: "refuse" } },
    });
    expect(await outcome(approve(world, next, ada))).toBe("budget_exceeded");
    const silent = await world.create({
      ...asked,
      hitl_config: { ...asked.hitl_config, on_timeout: "approve" },
    });
    ahead = 3_700_000;
    await expireReview(world.context, silent.run_id, silent.review?.id ?? "");
    ahead = 0;
    expect((await world.rest(silent.run_id)).status).toBe("expired");
    expect(world.calls).toBe(1);
  });

  it("lets an admin alone go over one that asks, and keeps that it was gone over", async () => {
    await using world = await TestEngine.start({ on });
    const { id, name } = await addBudget(world, 0, { over: "ask" });
    const run = await world.create(asked);
    expect(await outcome(approve(world, run))).toBe("budget_exceeded");
    expect(await outcome(approve(world, run, ada))).toBe("budget_exceeded");
    const over = { over_budget: true };
    const sent = async (who: Principal, message?: string) =>
      outcome(
        approveReview(world.context, run.run_id, await world.seenBy(who, run.run_id), { ...over, message }),
      );
    expect(await sent(reviewerAnn, "now")).toBe("forbidden");
    expect(await sent(ada)).toBe("validation_error");
    expect(await sent(ada, "The film is due")).not.toBe("budget_exceeded");
    expect(await world.rest(run.run_id)).toMatchObject({
      status: "completed",
      decisions: [{ over_budget: [{ id, name }] }],
    });
    expect(await used(world)).toEqual({ spent: 1, reserved: 0 });
    expect((await getRun(world.context, reviewerAnn, run.run_id)).budget).toMatchObject([
      { id, spent: price },
    ]);
    expect((await getRun(world.context, requesterRita, run.run_id)).budget).toEqual([]);
    expect((await verifyLog(world.context, null)).breaks).toEqual([]);
  });

  it("reserves what an edit makes of the cost, and asks for another try as for the first", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 3);
    const run = await world.create(asked);
    const dear = async (num: number) =>
      editReview(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {
        edits: { payload: { num_outputs: num } },
        approve: true,
      });
    expect(await outcome(dear(4))).toBe("budget_exceeded");
    world.replicate.nextPredictions({ status: "failed", error: "it broke" });
    await dear(2);
    expect((await world.rest(run.run_id)).step).toBe("api_call");
    // What a failed call was charged nobody tells: it cost what it might.
    expect(await used(world)).toEqual({ spent: 2, reserved: 0 });
    expect(
      await outcome(retryCall(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {})),
    ).toBe("budget_exceeded");
    await retryCall(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), {
      payload: { num_outputs: 1 },
    });
    expect((await world.rest(run.run_id)).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 3, reserved: 0 });
    expect(world.calls).toBe(2);
  });

  it("sets aside what the payload costs that runs, and not a later one that was taken back", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 5);
    const both = {
      policy: "require_human" as const,
      allowed_steps: ["payload_review" as const, "response_review" as const],
    };
    const run = await world.create({ ...asked, hitl_config: both });
    const seen = () => world.seenBy(reviewerAnn, run.run_id);
    await editReview(world.context, run.run_id, await seen(), {
      edits: { payload: { num_outputs: 4 } },
      approve: true,
    });
    expect((await world.rest(run.run_id)).step).toBe("response_review");
    const cheap = { payload: { num_outputs: 1 } };
    await retryCall(world.context, run.run_id, { ...(await seen()), undo_seconds: 20 }, cheap);
    expect(await used(world)).toEqual({ spent: 4, reserved: 1 });
    await undoDecision(world.context, run.run_id, by(reviewerAnn), {});
    expect(await used(world)).toEqual({ spent: 4, reserved: 0 });
    expect(await outcome(retryCall(world.context, run.run_id, await seen(), {}))).toBe("budget_exceeded");
    expect(world.calls).toBe(1);
  });

  it("gives back what surely was not called: taken back, cancelled, or turned away", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1);
    const { context } = world;
    const run = await world.create(asked);
    await approve(world, run, reviewerAnn, 20);
    expect(await used(world)).toEqual({ spent: 0, reserved: 1 });
    expect(await outcome(approve(world, await world.create(asked)))).toBe("budget_exceeded");
    await undoDecision(context, run.run_id, by(reviewerAnn), {});
    expect(await used(world)).toEqual({ spent: 0, reserved: 0 });
    await approve(world, run, reviewerAnn, 20);
    await cancelRun(context, run.run_id, by(requesterRita), {});
    expect(await used(world)).toEqual({ spent: 0, reserved: 0 });
    const refused = await world.create(asked);
    world.replicate.nextAnswers("create_prediction", {
      kind: "status",
      status: 422,
      detail: "no such field",
    });
    await approve(world, refused);
    expect((await world.rest(refused.run_id)).step).toBe("api_call");
    expect(await used(world)).toEqual({ spent: 0, reserved: 0 });
    const held = await world.create(asked);
    await approve(world, held, reviewerAnn, 1);
    expect(await used(world)).toEqual({ spent: 0, reserved: 1 });
    expect((await world.rest(held.run_id)).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 1, reserved: 0 });
  });

  it("has the money with the approval or neither, wherever the process dies", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 2);
    const { context } = world;
    const approved = async (when: "before" | "after") => {
      const run = await world.create(asked);
      const sent = await world.seenBy(reviewerAnn, run.run_id);
      const dying = {
        ...context,
        reached(point: CrashPoint) {
          if (point === `approve:${when}-commit`) throw new Error("It died here");
        },
      };
      await expect(approveReview(dying, run.run_id, sent, {})).rejects.toThrow("It died here");
      return { run_id: run.run_id, sent };
    };
    const before = await approved("before");
    expect(await used(world)).toEqual({ spent: 0, reserved: 0 });
    await approveReview(context, before.run_id, before.sent, {});
    expect((await world.rest(before.run_id)).status).toBe("completed");
    const after = await approved("after");
    expect(await used(world)).toEqual({ spent: 1, reserved: 1 });
    expect(await outcome(approveReview(context, after.run_id, after.sent, {}))).toBe("already_decided");
    await world.engine.stop();
    await using next = await world.again();
    expect((await next.rest(after.run_id)).status).toBe("completed");
    expect(await used(next)).toEqual({ spent: 2, reserved: 0 });
    expect(world.calls).toBe(2);
  });

  it("keeps what a call of unknown outcome may have cost, and moves it to where that call is adopted", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1);
    const run = await world.create(asked);
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    await approve(world, run);
    expect((await world.rest(run.run_id)).attempt?.outcome).toBe("unknown");
    expect(await used(world)).toEqual({ spent: 0, reserved: 1 });
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await retryCall(world.context, run.run_id, await world.seenBy(reviewerAnn, run.run_id), { adopt });
    expect((await world.rest(run.run_id)).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 1, reserved: 0 });
    expect(world.calls).toBe(1);
  });

  it("asks about each call of unknown cost, and lets none through where nothing is left", async () => {
    await using world = await TestEngine.start({ on });
    const { id } = await addBudget(world, 1);
    // Nobody has a price for it.
    const data = { name: "owner/model", latest_version: "v", example_input: { prompt: "x" } };
    const tool = { "replicate-agent-tool": { data } };
    const unpriced = { agent_tool_config: tool, hitl_config: auto.hitl_config };
    const open = await world.create(unpriced);
    expect([open.status, open.step, open.cost]).toEqual(["awaiting_human", "payload_review", null]);
    expect(open.trace.at(-1)).toMatchObject({ rule: "budget", asks: true, measured: null });
    await approve(world, open, reviewerAnn, 20);
    expect(await used(world)).toEqual({ spent: 0, reserved: 0 });
    await undoDecision(world.context, open.run_id, by(reviewerAnn), {});
    await approve(world, await world.create(asked), reviewerAnn, 20);
    expect(await outcome(approve(world, open, reviewerAnn, 20))).toBe("budget_exceeded");
    await expect(approve(world, open)).rejects.toThrow(/of \$0.003; nobody knows what this costs$/);
    await changeBudget(world, testAdmin, id, { limit_usd: 3 * price, unknown_usd: 2 * price }, new Date());
    await approve(world, open, reviewerAnn, 20);
    expect(await used(world)).toEqual({ spent: 0, reserved: 3 });
  });

  it("counts on while it is off, holds nobody up then, and holds again from where it is", async () => {
    await using world = await TestEngine.start({ on });
    const { id } = await addBudget(world, 1, { enabled: false });
    for (let n = 0; n < 2; n++) expect((await world.create(auto)).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 2, reserved: 0 });
    const run = await world.create(asked);
    expect((await getRun(world.context, reviewerAnn, run.run_id)).budget).toEqual([]);
    await changeBudget(world, testAdmin, id, { enabled: true }, new Date());
    expect(await outcome(approve(world, run))).toBe("budget_exceeded");
  });

  it("tells requesters that a budget asks, and never how far it is used", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1.7);
    await world.create(auto);
    const { run_id } = await world.create(auto);
    const told = async (who: Principal) => printJson(await getRun(world.context, who, run_id));
    expect(await told(requesterRita)).toContain("The budget “Film” has less left");
    expect(await told(requesterRita)).not.toContain("0.0051");
    expect(await told(reviewerAnn)).toContain("0.0051");
  });

  it("counts the calls of a key for whom it belongs to, and for no key that says so of itself", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1, { for: { user_id: ada.id } });
    const key = await keyOf(world, ada.id);
    expect((await world.create(auto, key)).status).toBe("completed");
    expect((await world.create(auto, { ...key, kind: "user", id: ada.id })).status).toBe("awaiting_human");
    expect((await world.create(auto, await keyOf(world, null))).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 1, reserved: 0 });
  });

  it("keeps what a call may have cost that was cancelled while it was out", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1);
    world.replicate.nextPredictions({ ends: "held" });
    const run = await world.create(asked);
    await approve(world, run);
    await expect.poll(() => world.calls, { timeout: 20_000 }).toBe(1);
    await cancelRun(world.context, run.run_id, by(requesterRita), {});
    expect(await used(world)).toEqual({ spent: 1, reserved: 0 });
    expect(await outcome(approve(world, await world.create(asked)))).toBe("budget_exceeded");
  });

  it("lets nobody past it by forks, edits, retries and undo at once", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 3);
    const { context } = world;
    const runs = await Promise.all(Array.from({ length: 6 }, () => world.create(asked)));
    const parent = runs[0]?.run_id ?? "";
    const forks = await Promise.all([1, 2].map(() => forkRun(context, requesterRita, parent, {}, null)));
    for (const { run_id } of forks) await world.rest(run_id);
    await approve(world, runs[0] ?? { run_id: "" }, reviewerAnn, 20);
    await undoDecision(context, parent, by(reviewerAnn), {});
    const dear = async ({ run_id }: RunState, num_outputs: number) =>
      editReview(context, run_id, await world.seenBy(reviewerBob, run_id), {
        edits: { payload: { num_outputs } },
        approve: true,
      });
    await Promise.all([
      ...[...runs.slice(0, 3), ...forks].map((run) => outcome(approve(world, run))),
      ...runs.slice(3).map((run, at) => outcome(dear(run, at + 1))),
      ...[1, 2].map(() => world.create(auto)),
    ]);
    for (const { run_id } of [...runs, ...forks]) await world.rest(run_id);
    const made = world.replicate.predictions.map(({ input }) => Number(input.num_outputs ?? 1));
    const { spent, reserved } = await used(world);
    expect(reserved).toBe(0);
    expect(spent).toBe(made.reduce((sum, outputs) => sum + outputs, 0));
    expect(spent).toBeLessThanOrEqual(3);
    expect(spent).toBeGreaterThan(0);
  }, 60_000);

  it("counts a person whom only the request names for the key that names them", async () => {
    await using world = await TestEngine.start({ on });
    await addBudget(world, 1, { for: { user_id: "user_x" } });
    const key = (id: string): Principal => ({ ...requesterRita, kind: "api_key", id });
    const named = { ...auto, user_id: "user_x" };
    expect((await world.create(named, key("key_1"))).status).toBe("completed");
    expect((await world.create(named, key("key_1"))).status).toBe("awaiting_human");
    expect((await world.create(named, key("key_2"))).status).toBe("completed");
    expect((await world.create(auto, key("key_1"))).status).toBe("completed");
    const rita = { ...requesterRita, id: "user_rita" };
    expect((await world.create(named, rita)).status).toBe("completed");
    expect(await used(world)).toEqual({ spent: 3, reserved: 0 });
  });
});

it("costs two statements and no commit where there is no budget for a run", async () => {
  await using world = await TestEngine.start();
  const one = async () => expect((await world.create(auto)).status).toBe("completed");
  await one();
  using statements = countStatements();
  await one();
  const touching = statements.all.filter((text) => text.includes("Budget"));
  expect(touching.length).toBeLessThanOrEqual(2);
});
