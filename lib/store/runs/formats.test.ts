import { describe, expect, it, test } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { findBreak } from "@/lib/core/chain";
import { eventFormat } from "@/lib/core/events";
import { type RunState, stateFormat } from "@/lib/core/state";
import { createHandlers } from "@/lib/engine/handlers";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { getRun } from "@/lib/orchestrator/reading/get-run";
import { listEvents } from "@/lib/orchestrator/reading/list-events";
import { listRuns } from "@/lib/orchestrator/reading/list-runs";
import { verifyLog } from "@/lib/orchestrator/reading/verify-log";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { fromColumn, toColumn } from "../connection/json-column";
import { countEnded } from "../figures";
import { openRulesOf } from "../groups";
import { callsBeingSent } from "../holds";
import { countFromNewer } from "./counts";
import { inNewest, type Reading, Unreadable } from "./formats";
import { loadLog } from "./load-log";
import { loadState, loadStates } from "./load-run";
import { readEvent } from "./read-event";
import { runsToReplay } from "./replayed";
import { unclaimedBehind } from "./waiting";

const reading: Reading = {
  newest: 3,
  upgrades: [
    (first) => ({ ...first, second: true }),
    ({ second, ...rest }) => ({ ...rest, third: second ?? null }),
  ],
  is: (document) => "third" in document,
};

test("a document of an older form is brought up by each upgrade after its own", () => {
  const read = (format: number, document: object) =>
    inNewest("It", { format, document: { ...document } }, reading);
  expect(read(1, { a: 1 })).toEqual({ a: 1, third: true });
  expect(read(2, { a: 1, second: false })).toEqual({ a: 1, third: false });
  expect(read(3, { third: 7 })).toEqual({ third: 7 });
  expect(() => read(3, { a: 1 })).toThrow(Unreadable);
  expect(() => read(4, { third: 7 })).toThrow(
    "It was written by a newer release of Countersign, in form 4; this one reads forms up to 3.",
  );
});

describe.each(databaseKinds)("what a release wrote (%s)", (on) => {
  const newer = stateFormat + 1;

  it("says in which form it is, of states and of entries", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const run = await world.db.prisma.run.findUniqueOrThrow({ where: { id: run_id } });
    const events = await world.db.prisma.runEvent.findMany({ where: { runId: run_id } });
    expect(run.format).toBe(stateFormat);
    expect(new Set(events.map(({ format }) => format))).toEqual(new Set([1]));
  });

  it("is not misread where it was a newer one: the run waits for it, and health tells", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const [theirs, ours] = [await world.create(), await world.create()];
    const seen = await world.seenBy(reviewerAnn, theirs.run_id);
    const where = { id: theirs.run_id };
    const before = await db.prisma.run.update({ where, data: { format: newer } });
    const sentence = `The run ${theirs.run_id} was written by a newer release of Countersign, in form ${newer}`;
    await expect(getRun(context, reviewerAnn, theirs.run_id)).rejects.toThrow(sentence);
    await expect(approveReview(context, theirs.run_id, seen, {})).rejects.toThrow(sentence);
    expect([...(await loadStates(db.prisma, [theirs.run_id, ours.run_id])).keys()]).toEqual([ours.run_id]);
    const listed = await listRuns(context, reviewerAnn, ListRuns.parse({}));
    expect(listed.data.map(({ run_id }) => run_id)).toEqual([ours.run_id]);
    // Its jobs come again later, as often as it takes: none of them counts as failed.
    const job = createHandlers(context).run("advance", { run_id: theirs.run_id }, null);
    expect(await job).toBeInstanceOf(Date);
    expect(await countFromNewer(db.prisma)).toBe(1);
    expect(await db.prisma.run.findUniqueOrThrow({ where })).toEqual(before);
    expect((await verifyLog(context, null)).breaks).toMatchObject([
      { run_id: theirs.run_id, said: { code: "log_unreadable" } },
    ]);

    await db.prisma.run.update({ where, data: { format: stateFormat } });
    await approveReview(context, theirs.run_id, seen, {});
    expect(await world.rest(theirs.run_id)).toMatchObject({ step: "response_review" });
    expect(await verifyLog(context, null)).toMatchObject({ intact: true });
  });

  it("is not misread of an entry either, and its hash covers in which form it is", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create();
    const all = { run_id: null } as const;
    const told = async () => (await listEvents(context, reviewerAnn, all, { limit: 100 })).data.length;
    const entries = await told();
    const where = { runId_seq: { runId: run_id, seq: 2 } };
    await db.prisma.runEvent.update({ where, data: { format: eventFormat + 1 } });
    const log = await loadLog(db.prisma, run_id);
    expect(findBreak(log)).toMatchObject({ seq: 2 });
    expect(() => log.map(({ event }) => readEvent(event))).toThrow(
      `Entry 2 of the run ${run_id} was written by a newer release of Countersign`,
    );
    expect(await told()).toBe(entries - 1);
  });

  it("is refused where it is damaged, and holds up no other", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const [damaged, whole] = [await world.create(), await world.create()];
    await db.prisma.run.update({
      where: { id: damaged.run_id },
      data: { state: { run_id: damaged.run_id } },
    });
    await expect(loadState(db.prisma, damaged.run_id)).rejects.toThrow(
      `The run ${damaged.run_id} is damaged: it cannot be read, and nothing is done to it.`,
    );
    const listed = await listRuns(context, reviewerAnn, ListRuns.parse({}));
    expect(listed.data.map(({ run_id }) => run_id)).toEqual([whole.run_id]);
  });

  it("holds up nothing that is read page by page, and is not counted until it can be read", async () => {
    await using world = await TestEngine.start({ on });
    const { db, context } = world;
    const [first, second] = [await world.create(), await world.create()];
    const newerOf = (run_id: string) =>
      db.prisma.run.update({ where: { id: run_id }, data: { format: newer } });
    await newerOf(first.run_id);
    const now = context.clock();
    const page = await unclaimedBehind(db.prisma, null, 1, now);
    expect(page.runs).toEqual([]);
    expect((await unclaimedBehind(db.prisma, page.behind, 1, now)).runs).toMatchObject([
      { id: second.run_id },
    ]);

    const auto = { hitl_config: { policy: "auto" } } as const;
    const [older, later] = [await world.create(auto), await world.create(auto)];
    for (const { run_id } of [older, later]) await world.rest(run_id);
    await newerOf(later.run_id);
    await newerOf(older.run_id);
    const range = { from: new Date(0), to: new Date(now.getTime() + 86_400_000) };
    const replayed = await runsToReplay(db.prisma, range, null, 1);
    expect([replayed.runs, replayed.next?.id]).toEqual([[], later.run_id]);
    await db.prisma.run.update({ where: { id: later.run_id }, data: { format: stateFormat } });
    expect(await countEnded(db, 10)).toBe(1);
    expect(await db.prisma.endedRun.findMany({ select: { runId: true } })).toEqual([{ runId: older.run_id }]);
  });

  it("is taken for what may be held, or wanted of a group", async () => {
    await using world = await TestEngine.start({ on });
    const { db, context } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    await world.rest(run_id);
    const now = context.clock();
    await db.prisma.attempt.updateMany({
      where: { runId: run_id },
      data: { state: "submitting", submittedAt: now },
    });
    expect(await callsBeingSent(db.prisma, now)).toMatchObject({ calls: [{}], unread: 0 });
    const stored = await db.prisma.run.update({ where: { id: run_id }, data: { format: newer } });
    expect(await callsBeingSent(db.prisma, now)).toEqual({ calls: [], unread: 1 });

    const state = toColumn({ ...fromColumn<RunState>(stored.state), group: "grp_1" });
    await db.prisma.run.update({ where: { id: run_id }, data: { status: "running", state } });
    await expect(openRulesOf(db.prisma, "grp_1")).rejects.toThrow(Unreadable);
  });
});
