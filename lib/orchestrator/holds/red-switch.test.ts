import { describe, expect, it } from "vitest";
import type { HoldFor } from "@/lib/contracts/holds";
import type { Principal } from "@/lib/core/principal";
import { rowsIn } from "@/lib/store/connection/rows";
import { Held, holdsOn, passFence } from "@/lib/store/holds";
import { loadRun } from "@/lib/store/runs/load-run";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { by, llamaRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { callProvider } from "../calls/call";
import { holdForPlace } from "../calls/hold-back";
import type { Context } from "../context";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { perform } from "../perform";
import { listRuns } from "../reading/list-runs";
import { endHold } from "./end-hold";
import { placeHold } from "./place-hold";

const auto = { hitl_config: { policy: "auto" as const } };
const asks = {
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};
const why = "The bill of this morning is wrong";

const place = (world: TestEngine, condition: HoldFor = {}, until?: string) =>
  placeHold(world.context, testAdmin, { for: condition, why, until });
const end = (world: TestEngine, { id }: { id: string }) => endHold(world.context, testAdmin, id, {});

const count = (all: readonly string[], one: string) => all.filter((each) => each === one).length;

/** Waits until a run says what holds it. */
async function heldOf(world: TestEngine, run_id: string) {
  await expect
    .poll(async () => (await world.show(run_id)).held_back_by?.kind, { timeout: 30_000 })
    .toBe("hold");
  return (await world.show(run_id)).held_back_by;
}

/** The row of a key that belongs to a person. */
async function ownedKey({ db: { prisma } }: TestEngine, id: string, { id: owner, name, role }: Principal) {
  await prisma.user.create({ data: { id: owner, name, email: `${owner}@example.com`, role } });
  await prisma.apiKey.create({
    data: {
      id,
      key: id,
      name,
      referenceId: owner,
      ownerUserId: owner,
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  });
}

/** The same engine's context, in which something happens right before the next transaction. */
function meanwhile(context: Context, happens: () => Promise<unknown>): Context {
  let left = 1;
  const { db } = context;
  const write: typeof db.write = async (work) => {
    if (left-- > 0) await happens();
    return db.write(work);
  };
  return { ...context, db: { ...db, write } };
}

describe.each(databaseKinds)("the red switch (%s)", (on) => {
  it("lets nothing leave any instance after it answered, and everything after its end", {
    timeout: 240_000,
  }, async () => {
    await using first = await TestEngine.start({ on });
    const second = on === "postgres" ? await first.another() : null;
    await using _ = second ?? { [Symbol.asyncDispose]: async () => {} };
    const instances = [first, second ?? first];
    const runs = await Promise.all(
      Array.from({ length: 60 }, (_, n) => first.create({ ...asks, prompt: `bicycle ${n}` })),
    );
    const approving = runs.map(({ run_id }, n) => {
      const world = instances[n % 2] ?? first;
      return approveReview(world.context, run_id, by(reviewerAnn), {});
    });
    await first.replicate.received("create_prediction", 5);
    const hold = await place(second ?? first);
    const sent = first.calls;
    expect(hold.calls).toMatchObject({ sending: 0 });
    expect(sent).toBeLessThan(60);

    await Promise.all(approving);
    const whereTheyAre = async () => {
      const { data } = await listRuns(first.context, reviewerAnn, { limit: 200, sort: "created_at" });
      const places = data.map(({ status, held_back_by }) => held_back_by?.kind ?? status);
      return { held: count(places, "hold"), completed: count(places, "completed") };
    };
    await expect
      .poll(whereTheyAre, { timeout: 120_000, interval: 200 })
      .toEqual({ held: 60 - sent, completed: sent });
    expect(first.calls).toBe(sent);

    await end(first, hold);
    const done = await Promise.all(runs.map(({ run_id }) => first.rest(run_id)));
    expect(done.map(({ status, attempt }) => [status, attempt?.number, attempt?.delays])).toEqual(
      runs.map(() => ["completed", 1, 0]),
    );
    expect(first.calls).toBe(60);
  });

  it("says of each run which hold it waits for, whose and why, and nothing of it once it has ended", async () => {
    await using world = await TestEngine.start({ on });
    const hold = await place(world);
    const { run_id } = await world.createOnly(auto);
    expect(await heldOf(world, run_id)).toEqual({
      kind: "hold",
      hold_id: hold.id,
      until: null,
      message: `${testAdmin.name} holds such calls: ${why}`,
      said: {
        code: "held_by",
        values: { name: testAdmin.name, why: { code: "quoted", values: { text: why } } },
      },
    });
    const list = () => listRuns(world.context, reviewerAnn, { limit: 50, sort: "created_at" });
    expect((await list()).data[0]?.held_back_by).toMatchObject({ kind: "hold", hold_id: hold.id });
    await world.engine.stop();
    await end(world, hold);
    expect((await list()).data[0]?.held_back_by).toBeNull();
    expect((await world.show(run_id)).held_back_by).toBeNull();
    await using next = await world.again();
    expect(await next.rest(run_id)).toMatchObject({ status: "completed", attempt: { delays: 0 } });
  });

  it("lets reviews, running calls and their cancelling go on", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ ends: "held" }, { ends: "held" });
    const [runs, dropped] = [await world.createOnly(auto), await world.createOnly(auto)];
    const submitted = async ({ run_id }: { run_id: string }) => (await world.show(run_id)).attempts[0]?.state;
    for (const run of [runs, dropped])
      await expect.poll(() => submitted(run), { timeout: 30_000 }).toBe("submitted");
    const hold = await place(world);
    expect(hold.calls).toEqual({ waiting: 0, sending: 0, running: 2 });
    const asked = await world.create(asks);
    await approveReview(world.context, asked.run_id, by(reviewerAnn), {});
    await heldOf(world, asked.run_id);
    await cancelRun(world.context, dropped.run_id, by(reviewerAnn), {});
    await world.replicate.received("cancel_prediction");
    for (const { id, status } of world.replicate.predictions)
      if (status !== "canceled") world.replicate.finish(id);
    expect(await world.rest(runs.run_id)).toMatchObject({ status: "completed" });
    await cancelRun(world.context, asked.run_id, by(reviewerAnn), {});
    expect(await world.rest(asked.run_id)).toMatchObject({ status: "cancelled" });
    expect(world.calls).toBe(2);
  });

  it("holds only what it names, and of a person what their keys ask for and requests name, too", async () => {
    await using world = await TestEngine.start({ on });
    const key: Principal = { ...requesterRita, kind: "api_key", id: "key_rita" };
    const runs = { ...auto, user_id: "user-7" };
    await ownedKey(world, key.id, requesterRita);
    const none: HoldFor[] = [
      { provider: "sandbox" },
      { model: llamaRef },
      { key_id: "key_other" },
      { user_id: "user-8" },
      { provider: "replicate", key_id: "key_other" },
    ];
    for (const condition of none) await place(world, condition);
    expect(await world.create(runs, key)).toMatchObject({ status: "completed" });
    const some: HoldFor[] = [
      { provider: "repl*" },
      { model: "black-forest-labs/*" },
      { key_id: "key_rita" },
      { user_id: "user-7" },
      { user_id: requesterRita.id },
    ];
    for (const condition of some) {
      const hold = await place(world, condition);
      const { run_id } = await world.createOnly(runs, key);
      expect(await heldOf(world, run_id)).toMatchObject({ hold_id: hold.id });
      await end(world, hold);
      expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
    }
  });

  it("ends by itself at its time, and waits no longer than the last of several", async () => {
    await using world = await TestEngine.start({ on });
    const soon = new Date(Date.now() + 4_000).toISOString();
    const lasting = await place(world);
    await place(world, { provider: "replicate" }, soon);
    const { run_id } = await world.createOnly(auto);
    expect(await heldOf(world, run_id)).toMatchObject({ hold_id: lasting.id, until: null });
    await end(world, lasting);
    // On a slow machine the time of the other one may be over by now.
    const goesOn = async () => {
      const { status, held_back_by } = await world.show(run_id);
      return held_back_by?.until ?? status;
    };
    await expect.poll(goesOn, { timeout: 30_000 }).toBeOneOf([soon, "completed"]);
    const { attempt } = await world.rest(run_id);
    expect(attempt).toMatchObject({ outcome: "succeeded", delays: 0 });
    expect(Date.parse(attempt?.submitted_at ?? "")).toBeGreaterThanOrEqual(Date.parse(soon));
  });

  it("waits for a call that it let through, though the run was cancelled meanwhile", async () => {
    const limits = { submitTimeout: 2_000, submitLease: 3_000 };
    await using world = await TestEngine.start({ on, limits });
    const { run_id } = await world.create(asks);
    await world.engine.stop();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    const lease_until = new Date(Date.now() + 3_000).toISOString();
    await perform(world.context, run_id, () => ({
      command: { type: "begin_submission", attempt: 1, lease_until },
    }));
    await cancelRun(world.context, run_id, by(reviewerAnn), {});
    const begun = performance.now();
    await place(world);
    expect(performance.now() - begun).toBeGreaterThan(1_000);
  });

  it("answers though a call that it let through hangs, and says so", async () => {
    const limits = { submitTimeout: 2_000, submitLease: 3_000 };
    await using world = await TestEngine.start({ on, limits });
    world.replicate.nextAnswers("create_prediction", { kind: "never" });
    await world.createOnly(auto);
    await world.replicate.received("create_prediction");
    const hold = await place(world, { provider: "replicate" });
    expect(hold.calls).toEqual({ waiting: 0, sending: 1, running: 0 });
    await world.createOnly(auto).then(({ run_id }) => heldOf(world, run_id));
    expect(world.replicate.requests.filter(({ route }) => route === "create_prediction")).toHaveLength(1);
  });

  describe("at the fence", () => {
    /** A run whose call is prepared, and nobody works on it. */
    async function prepared() {
      const world = await TestEngine.start({ on });
      const { run_id } = await world.create(asks);
      await world.engine.stop();
      await approveReview(world.context, run_id, by(reviewerAnn), {});
      return { world, run_id };
    }

    it("stops a call that looked for a hold a moment before there was one, and leaves it as it was", async () => {
      const { world, run_id } = await prepared();
      await using _ = world;
      const context = meanwhile(world.context, () => place(world));
      expect(await callProvider(context, run_id, 1)).toBeInstanceOf(Date);
      const { state } = await loadRun(world.db.prisma, run_id);
      expect(state.attempt).toMatchObject({ phase: "prepared", fence: 0, delays: 0, submitted_at: null });
      expect(state.attempt?.held_back_by).toMatchObject({ kind: "hold" });
      expect(world.calls).toBe(0);
    });

    it("does not let a run that waits for a hold say that it waits for a place, and so be forgotten", async () => {
      const { world, run_id } = await prepared();
      await using _ = world;
      const hold = await place(world);
      const context = meanwhile(world.context, () => callProvider(world.context, run_id, 1));
      await holdForPlace(context, run_id, 1);
      expect((await world.show(run_id)).held_back_by).toMatchObject({ kind: "hold", hold_id: hold.id });
    });

    it("does not let a run sleep for a hold that ended before the run said that it waits for it", async () => {
      const { world, run_id } = await prepared();
      await using _ = world;
      const hold = await place(world);
      const context = meanwhile(world.context, () => end(world, hold));
      const again = await callProvider(context, run_id, 1);
      expect(again?.getTime()).toBeLessThanOrEqual(Date.now());
      await callProvider(world.context, run_id, 1);
      expect(world.calls).toBe(1);
    });
  });
});

it("the switch waits for a call that is passing the fence, and the next one finds it (postgres)", async () => {
  await using world = await TestEngine.start({ on: "postgres" });
  const { run_id } = await world.create(asks);
  await world.engine.stop();
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  const { state } = await loadRun(world.db.prisma, run_id);
  const attempt = state.attempt && { ...state.attempt, phase: "submitting" as const };
  const passing = { state: { ...state, attempt: attempt ?? null }, userId: null };
  const passes = () => world.db.transaction((tx) => passFence(world.db, rowsIn(tx), state, passing));
  let placing: Promise<unknown> = Promise.resolve();
  await world.db.transaction(async (tx) => {
    await passFence(world.db, rowsIn(tx), state, passing);
    placing = place(world);
    // It asks for the lock that this transaction has: until then there is no hold.
    const waits = async () =>
      (
        await world.db.prisma.$queryRawUnsafe<unknown[]>(
          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
        )
      ).length;
    await expect.poll(waits, { timeout: 30_000 }).toBe(1);
    expect(await holdsOn(world.db.prisma, new Date())).toEqual([]);
  });
  await placing;
  await expect(passes()).rejects.toBeInstanceOf(Held);
});
