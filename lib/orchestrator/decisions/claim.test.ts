import { describe, expect, it } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { CodedError } from "@/lib/core/errors";
import { replay } from "@/lib/core/evolve";
import type { Principal } from "@/lib/core/principal";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadRun } from "@/lib/store/runs/load-run";
import { makeEarlier } from "@/lib/testing/as-of-before";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import type { Context } from "../context";
import { getRun } from "../reading/get-run";
import { listRuns } from "../reading/list-runs";
import { startOfTail, tailEvents } from "../reading/tail-events";
import { verifyLog } from "../reading/verify-log";
import { approveReview } from "./approve";
import { cancelRun } from "./cancel";
import { claimRun, releaseRun } from "./claim";
import { commentOnRun } from "./comment";
import { rejectReview } from "./reject";

/** The same world, so many minutes later. */
function later({ context }: TestEngine, minutes: number): Context {
  return { ...context, clock: () => new Date(Date.now() + minutes * 60_000) };
}

async function typesOf({ db }: TestEngine, runId: string): Promise<string[]> {
  return (await loadLog(db.prisma, runId)).map(({ event }) => event.type);
}

async function idsClaimedBy(context: Context, { id }: Principal): Promise<string[]> {
  const page = await listRuns(context, reviewerBob, ListRuns.parse({ claimed_by: id }));
  return page.data.map(({ run_id }) => run_id);
}

describe.each(databaseKinds)("a claim (%s)", (on) => {
  it("is an entry of the log that everybody who listens gets at once", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const scope = { run_id: null };
    const leaving = new AbortController();
    const after = await startOfTail(world.context, scope);
    const tail = tailEvents(world.context, reviewerBob, scope, after, leaving.signal);
    const first = tail.next();
    await claimRun(world.context, run_id, by(reviewerAnn));
    expect((await first).value).toMatchObject({
      type: "claimed",
      run_id,
      status: "awaiting_human",
      actor: { id: reviewerAnn.id },
      data: { until: expect.any(String) },
    });
    const second = tail.next();
    await releaseRun(world.context, run_id, by(reviewerAnn));
    expect((await second).value).toMatchObject({ type: "released", run_id, actor: { id: reviewerAnn.id } });
    leaving.abort();
    await tail.return(undefined);
  });

  it("refuses nobody's decision, whichever way that names what it is about", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, version, review, payload } = await world.create();
    await claimRun(world.context, run_id, by(reviewerAnn));
    await releaseRun(world.context, run_id, by(reviewerAnn));
    await claimRun(world.context, run_id, by(reviewerAnn));
    const seen = {
      if_match: version,
      approval_token: review?.approval_token,
      payload_digest: payload?.digest,
    };
    const run = await approveReview(world.context, run_id, by(reviewerBob, seen), {});
    expect(run.decisions).toMatchObject([{ action: "approve", actor: { id: reviewerBob.id } }]);
  });

  it("hides from If-Match nothing that happened beside it", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, version } = await world.create();
    await claimRun(world.context, run_id, by(reviewerAnn));
    await commentOnRun(world.context, run_id, by(reviewerAnn), { message: "Not this one" });
    await claimRun(world.context, run_id, by(reviewerAnn));
    const stale = expect.objectContaining({ code: "stale_review" });
    for (const if_match of [0, version, version + 4, 1e14])
      await expect(
        cancelRun(world.context, run_id, by(reviewerBob, { if_match }), {}),
        `version ${if_match}`,
      ).rejects.toEqual(stale);
    await expect(
      cancelRun(world.context, run_id, by(reviewerBob, { if_match: version + 2 }), {}),
    ).resolves.toMatchObject({ status: "cancelled" });
  });

  it("lets the decision through when both come at once", async () => {
    await using world = await TestEngine.start({ on });
    for (let round = 0; round < 8; round++) {
      const { run_id } = await world.create();
      const claim = () =>
        claimRun(world.context, run_id, by(reviewerAnn)).then(
          () => "claimed",
          (error) => (error instanceof CodedError ? error.code : String(error)),
        );
      const reject = () => rejectReview(world.context, run_id, by(reviewerBob), { reason: "no" });
      const both = round % 2 === 0 ? [claim(), reject()] : [reject(), claim()];
      const outcomes = await Promise.all(both);
      expect(["claimed", "invalid_state"]).toContain(outcomes.find((one) => typeof one === "string"));
      expect((await loadRun(world.db.prisma, run_id)).state.status).toBe("cancelled");
    }
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });
  });

  it("changes nothing that the run says of itself but who is at it", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const before = await world.show(run_id);
    await claimRun(world.context, run_id, by(reviewerAnn));
    const { claimed_by, claimed_until, version, updated_at, metadata_timings, ...rest } =
      await world.show(run_id);
    expect(claimed_by).toMatchObject({ id: reviewerAnn.id, name: "Ann" });
    expect(before).toMatchObject({ ...rest, claimed_by: null, claimed_until: null, version: version - 1 });
    // Reckoned before it is written, which may be in the next millisecond.
    const late = Date.parse(updated_at) + 10 * 60_000 - Date.parse(claimed_until ?? "");
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(1_000);
    expect(metadata_timings.step_count).toBe(before.metadata_timings.step_count);
  });

  it("is taken over by whoever claims later, and given back only by whoever has it", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await claimRun(world.context, run_id, by(reviewerAnn));
    await claimRun(world.context, run_id, by(reviewerBob));
    const before = await typesOf(world, run_id);
    await releaseRun(world.context, run_id, by(reviewerAnn));
    expect(await typesOf(world, run_id)).toEqual(before);
    expect((await world.show(run_id)).claimed_by?.id).toBe(reviewerBob.id);
    await releaseRun(world.context, run_id, by(reviewerBob));
    expect((await world.show(run_id)).claimed_by).toBeNull();
    expect((await typesOf(world, run_id)).slice(before.length)).toEqual(["released"]);
  });

  it("is over after ten minutes, and another ten once it was renewed", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await claimRun(world.context, run_id, by(reviewerAnn));
    const claimer = async (minutes: number) =>
      (await getRun(later(world, minutes), reviewerBob, run_id)).claimed_by?.id ?? null;
    expect([await claimer(9), await claimer(11)]).toEqual([reviewerAnn.id, null]);
    expect(await idsClaimedBy(later(world, 9), reviewerAnn)).toEqual([run_id]);
    expect(await idsClaimedBy(later(world, 11), reviewerAnn)).toEqual([]);
    await claimRun(later(world, 9), run_id, by(reviewerAnn));
    expect([await claimer(18), await claimer(20)]).toEqual([reviewerAnn.id, null]);
    const before = await typesOf(world, run_id);
    await releaseRun(later(world, 20), run_id, by(reviewerAnn));
    expect(await typesOf(world, run_id)).toEqual(before);
  });

  it("outlives the decision, and can be given back after it", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await claimRun(world.context, run_id, by(reviewerAnn));
    await rejectReview(world.context, run_id, by(reviewerAnn), { reason: "no" });
    expect((await world.show(run_id)).claimed_by?.id).toBe(reviewerAnn.id);
    await releaseRun(world.context, run_id, by(reviewerAnn));
    expect(await world.show(run_id)).toMatchObject({ status: "cancelled", claimed_by: null });
    await expect(claimRun(world.context, run_id, by(reviewerAnn))).rejects.toMatchObject({
      code: "invalid_state",
      details: { current_state: { status: "cancelled" } },
    });
  });

  it("is rebuilt from the log, and a column that says another's name is found (law 7)", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await claimRun(world.context, run_id, by(reviewerBob));
    await claimRun(world.context, run_id, by(reviewerAnn));
    const log = await loadLog(world.db.prisma, run_id);
    expect(replay(log.map(({ event }) => event))).toEqual((await loadRun(world.db.prisma, run_id)).state);
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
    const data = { claimedById: reviewerBob.id };
    await world.db.prisma.run.update({ where: { id: run_id }, data });
    expect(await verifyLog(world.context, run_id)).toMatchObject({
      intact: false,
      breaks: [{ run_id, reason: "The column claimedById does not follow from the log" }],
    });
    await releaseRun(world.context, run_id, by(reviewerAnn));
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
  });

  it("from before claims were in the log stays until it is over, and is no forgery", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await makeEarlier(world.db, run_id);
    const ann = { kind: "user", id: reviewerAnn.id, name: "Ann" };
    const claimedUntil = new Date(Date.now() + 60_000);
    const data = { claimedBy: ann, claimedById: ann.id, claimedUntil };
    await world.db.prisma.run.update({ where: { id: run_id }, data });
    await commentOnRun(world.context, run_id, by(reviewerBob), { message: "hm" });
    expect((await world.show(run_id)).claimed_by).toEqual(ann);
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
  });
});
