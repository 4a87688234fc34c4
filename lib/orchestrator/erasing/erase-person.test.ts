import { describe, expect, it } from "vitest";
import type { ErasePerson } from "@/lib/contracts/erasure";
import { erasedText } from "@/lib/core/erasing";
import type { Principal } from "@/lib/core/principal";
import { stateFormat } from "@/lib/core/state";
import type { NewJob } from "@/lib/store/runs/outbox";
import { makeEarlier } from "@/lib/testing/as-of-before";
import { databaseKinds } from "@/lib/testing/database";
import { by, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { everyTable } from "@/lib/testing/every-text";
import type { Context } from "../context";
import { commentOnRun } from "../decisions/comment";
import { rejectReview } from "../decisions/reject";
import { jobPayloads } from "../jobs";
import { verifyLog } from "../reading/verify-log";
import { eraseOld } from "./erase-old";
import { erasePerson, eraseRunsOf } from "./erase-person";
import { eraseByHand } from "./erase-run";

const ada: Principal = { kind: "user", id: "user_ada", name: "Ada", email: null, role: "admin" };
const auto = { hitl_config: { policy: "auto" as const } };
const day = 24 * 3_600_000;

describe.each(databaseKinds)("erasing many runs (%s)", (on) => {
  it("a person's text is nowhere any more, by each way of naming them, and others' is", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const theirs = { ...auto, user_id: "canary-7", user_email: "canary@example.com", prompt: "canary sings" };
    const wanted: Pick<ErasePerson, "field" | "value">[] = [
      { field: "user_email", value: "Canary@Example.com" },
      { field: "user_id", value: "canary-7" },
      { field: "owner", value: requesterRita.id },
    ];
    const other = await world.create({ ...auto, prompt: "a heron" }, reviewerAnn);
    const open = await world.create({ user_id: "canary-8", prompt: "a canary that waits" });
    for (const whose of wanted) {
      const { run_id } = await world.create(theirs);
      const told = await erasePerson(context, ada, { ...whose, why: "the law says so" });
      expect(told).toEqual({
        runs: 1,
        owners: [{ owner_id: requesterRita.id, runs: 1 }],
        going_on: whose.field === "owner" ? 1 : 0,
        not_whole: [],
      });
      await expect
        .poll(async () => (await world.show(run_id)).erased)
        .toMatchObject({ rule: "by_person", by: { id: ada.id } });
    }
    const left = [...(await everyTable(db))].filter(([, text]) => text.includes("canary sings"));
    expect(left).toEqual([]);
    await expect
      .poll(async () => [...(await everyTable(db))].some(([, text]) => text.includes("canary@example.com")))
      .toBe(false);
    expect((await world.show(other.run_id)).prompt).toBe("a heron");
    expect((await world.show(open.run_id)).prompt).toBe("a canary that waits");
    expect(await verifyLog(context, null)).toMatchObject({ intact: true });
    await expect(erasePerson(context, reviewerAnn, { field: "user_id", value: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("tells of the runs that keep what an earlier release wrote, also once they are erased", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ ...auto, user_id: "18" });
    await makeEarlier(world.db, run_id);
    const told = await erasePerson(world.context, ada, { field: "user_id", value: "18" });
    expect(told.not_whole).toEqual([run_id]);
    await expect.poll(async () => (await world.show(run_id)).erased?.not_erasable.length).toBeGreaterThan(3);
  });

  it("by age takes along what was said of a run after it was erased", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create(auto);
    await eraseByHand(context, ada, run_id, undefined);
    await commentOnRun(context, run_id, by(reviewerAnn), { message: "the canary again" });
    const later = { ...context, clock: () => new Date(Date.now() + 30 * day) };
    const { signal } = new AbortController();
    expect(await eraseOld(later, 29, signal)).toBe(1);
    expect(await eraseOld(later, 29, signal)).toBe(0);
    expect([...(await everyTable(db))].filter(([, text]) => text.includes("canary"))).toEqual([]);
    expect(await verifyLog(context, run_id)).toMatchObject({ intact: true });
  });

  it("of a person takes along what was said of a run after it was erased, and finds nothing more then", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create(auto);
    await eraseByHand(context, ada, run_id, undefined);
    const whose = { field: "owner", value: requesterRita.id } as const;
    expect((await erasePerson(context, ada, { ...whose, dry_run: true })).runs).toBe(0);
    await commentOnRun(context, run_id, by(reviewerAnn), { message: "the canary again" });
    expect((await erasePerson(context, ada, { ...whose, dry_run: true })).runs).toBe(1);
    expect(
      await eraseRunsOf(context, { ...whose, by: { kind: "user", id: ada.id, name: ada.name } }),
    ).toBeNull();
    expect([...(await everyTable(db))].filter(([, text]) => text.includes("canary"))).toEqual([]);
    expect((await erasePerson(context, ada, { ...whose, dry_run: true })).runs).toBe(0);
    expect(await verifyLog(context, run_id)).toMatchObject({ intact: true });
  });

  it("is of one who asked where several name the same person, and looks first where it is told to", async () => {
    await using world = await TestEngine.start({ on });
    const { context } = world;
    const mine = await world.create({ ...auto, user_id: "17" });
    const theirs = await world.create({ ...auto, user_id: "17" }, reviewerAnn);
    const whose = { field: "user_id", value: "17" } as const;
    expect((await erasePerson(context, ada, { ...whose, dry_run: true })).owners).toHaveLength(2);
    await expect(erasePerson(context, ada, whose)).rejects.toMatchObject({ code: "conflict" });
    await erasePerson(context, ada, { ...whose, owner_id: reviewerAnn.id });
    await expect.poll(async () => (await world.show(theirs.run_id)).erased).not.toBeNull();
    expect((await world.show(mine.run_id)).erased).toBeNull();
  });

  it("finds an address in whatever case it was spelt, and no other one", async () => {
    await using world = await TestEngine.start({ on });
    const spelt = ["Jürgen_x@example.com", "jürgen_X@EXAMPLE.com", "JÜRGEN_X@example.com"];
    for (const user_email of [...spelt, "jorgen_x@example.com", "jürgenxx@example.com"])
      await world.create({ ...auto, user_email });
    const whose = { field: "user_email", value: "jürgen_x@example.com" } as const;
    expect((await erasePerson(world.context, ada, { ...whose, dry_run: true })).runs).toBe(3);
  });

  it("never takes a run of somebody else who is named so, though it ends before the job is at work", async () => {
    await using world = await TestEngine.start({ on });
    const { context } = world;
    const mine = await world.create({ ...auto, user_id: "17" });
    const theirs = await world.create({ user_id: "17" }, reviewerAnn);
    const promised: NewJob[] = [];
    const outbox: Context["outbox"] = (jobs, now) => {
      promised.push(...jobs);
      return context.outbox([], now);
    };
    await erasePerson({ ...context, outbox }, ada, { field: "user_id", value: "17" });
    await rejectReview(context, theirs.run_id, await world.seenBy(reviewerAnn, theirs.run_id), {});
    await world.rest(theirs.run_id);
    await eraseRunsOf(context, jobPayloads.erase_person.parse(promised[0]?.payload));
    expect((await world.show(mine.run_id)).erased).not.toBeNull();
    expect((await world.show(theirs.run_id)).erased).toBeNull();
  });

  it("goes on behind a run that cannot be erased yet, and comes back for it", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const [first, second] = [await world.create(auto), await world.create(auto)].toSorted((a, b) =>
      a.run_id < b.run_id ? -1 : 1,
    );
    if (!first || !second) throw new Error("Two runs");
    await db.prisma.run.update({ where: { id: first.run_id }, data: { format: 99 } });
    context.db.known.forget(first.run_id);
    const whose = {
      field: "owner",
      value: requesterRita.id,
      by: { kind: "user", id: "user_ada", name: "Ada" },
    } as const;
    expect(await eraseRunsOf(context, whose)).toBeInstanceOf(Date);
    expect((await world.show(second.run_id)).erased).not.toBeNull();
    await db.prisma.run.update({ where: { id: first.run_id }, data: { format: stateFormat } });
    expect(await eraseRunsOf(context, whose)).toBeNull();
    expect((await world.show(first.run_id)).erased).not.toBeNull();
  });

  it("by age only what ended so long ago goes, once", async () => {
    await using world = await TestEngine.start({ on });
    const old = await world.create(auto);
    const open = await world.create();
    const later = { ...world.context, clock: () => new Date(Date.now() + 30 * day) };
    const { signal } = new AbortController();
    expect(await eraseOld(later, 31, signal)).toBe(0);
    expect(await eraseOld(later, 29, signal)).toBe(1);
    expect(await eraseOld(later, 29, signal)).toBe(0);
    expect(await world.show(old.run_id)).toMatchObject({ prompt: erasedText, erased: { rule: "by_age" } });
    expect((await world.show(open.run_id)).erased).toBeNull();
    const [entry] = await world.db.prisma.auditEntry.findMany({ where: { action: "run.erased" } });
    expect(entry).toMatchObject({ actorId: "system" });
  });
});
