import { describe, expect, it } from "vitest";
import type { CreateGroup } from "@/lib/contracts/groups";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { createGroup } from "@/lib/services/groups/create-group";
import { setAbsence } from "@/lib/services/people/set-absence";
import { fromColumn, toColumn } from "@/lib/store/connection/json-column";
import type { DatabaseKind } from "@/lib/store/connection/location";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { by, requesterRita, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { gatherEvidence } from "../reading/evidence";
import { getRun } from "../reading/get-run";
import { loadEvents } from "../reading/list-events";
import { listRuns } from "../reading/list-runs";
import { tailEvents } from "../reading/tail-events";
import { verifyLog } from "../reading/verify-log";
import { approveReview } from "./approve";
import { claimRun, releaseRun } from "./claim";
import { claimNext } from "./claim-next";
import { offerNews, offerTurns } from "./offer-turns";

const named = (name: string): Principal => ({ ...reviewerBob, id: `user_${name.toLowerCase()}`, name });
const [ann, bob, cyd, dan] = [reviewerAnn, reviewerBob, named("Cyd"), named("Dan")];

const asks = {
  model: "sandbox:sandbox/image",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** The tests look themselves. */
const without = ["offer"] as const;

async function worldWith(on: DatabaseKind, ahead: () => number = () => 0, group: Partial<CreateGroup> = {}) {
  const world = await TestEngine.start({ on, without, clock: () => new Date(Date.now() + ahead()) });
  await addReviewers(world.db, [ann, bob, cyd, dan]);
  const film: CreateGroup = {
    name: "Film",
    when: { operation_type: "image_*" },
    members: [ann.id, bob.id, cyd.id],
    escalate: null,
    assignment: "round_robin",
    ...group,
  };
  await createGroup(world, testAdmin, film, new Date());
  return world;
}

async function ask(world: TestEngine, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) ids.push((await world.create(asks)).run_id);
  return ids;
}

/** Who is at each run, by name. */
async function whose({ context }: TestEngine, ids: readonly string[]): Promise<(string | undefined)[]> {
  const { data } = await listRuns(context, ann, { sort: "created_at", limit: 200, ids: ids.join(",") });
  return ids.map((id) => data.find(({ run_id }) => run_id === id)?.claimed_by?.name);
}

const away = (world: TestEngine, who: Principal, stand_in?: string) =>
  setAbsence(
    world,
    testAdmin,
    who.id,
    { until: new Date(Date.now() + 3_600_000).toISOString(), ...(stand_in && { stand_in }) },
    new Date(),
  );

describe.each(databaseKinds)("a group that takes turns (%s)", (on) => {
  it("has its questions offered to one member after the other, also over a restart, and keeps nobody from deciding", async () => {
    const world = await worldWith(on);
    const first = await ask(world, 4);
    await offerTurns(world.context);
    expect(await whose(world, first)).toEqual(["Ann", "Bob", "Cyd", "Ann"]);
    const [row] = (await listRuns(world.context, bob, { sort: "created_at", limit: 1 })).data;
    expect(row).toMatchObject({ claimed_by: { id: ann.id }, claim_offered_by: "Film" });
    await approveReview(world.context, first[0] ?? "", by(dan), {});
    expect((await world.rest(first[0] ?? "")).status).toBe("completed");
    expect(await claimNext(world.context, cyd)).toBe(first[2]);
    await world.engine.stop();
    {
      await using later = await world.again({ without });
      const more = await ask(later, 3);
      await Promise.all([offerTurns(later.context), offerTurns(later.context)]);
      expect(await whose(later, more)).toEqual(["Bob", "Cyd", "Ann"]);
      expect((await verifyLog(later.context, null)).breaks).toEqual([]);
    }
    await world[Symbol.asyncDispose]();
  });

  it("passes over who is away, disabled or may not approve; who stands in takes their turn", async () => {
    await using world = await worldWith(on);
    await addRule(world.db, {
      demand: {
        policy: "require_human",
        allowed_steps: ["payload_review"],
        approvals: { count: 1, not_requester: true },
      },
    });
    const offered = async (who?: Principal) => {
      const { run_id } = await world.create(asks, who);
      await offerTurns(world.context);
      return (await whose(world, [run_id]))[0];
    };
    expect([await offered(), await offered(bob)]).toEqual(["Ann", "Cyd"]);
    await away(world, bob, dan.id);
    expect([await offered(), await offered()]).toEqual(["Ann", "Dan"]);
    await away(world, cyd);
    await world.db.prisma.user.update({ where: { id: ann.id }, data: { banned: true } });
    expect([await offered(), await offered()]).toEqual(["Dan", "Dan"]);
  });

  it("offers what is not taken to the next, to each once, and then leaves it to all", async () => {
    let ahead = 0;
    await using world = await worldWith(on, () => ahead);
    const [id = ""] = await ask(world, 1);
    const next = async () => {
      await offerTurns(world.context);
      return (await whose(world, [id]))[0];
    };
    expect([await next(), await next()]).toEqual(["Ann", "Ann"]);
    ahead += 11 * 60_000;
    expect(await next()).toBe("Bob");
    await releaseRun(world.context, id, { principal: bob, idempotency: null });
    expect(await next()).toBe("Cyd");
    await releaseRun(world.context, id, { principal: cyd, idempotency: null });
    expect(await next()).toBeUndefined();
    await claimRun(world.context, id, { principal: dan, idempotency: null });
    expect(await next()).toBe("Dan");
    expect((await world.show(id)).claim_offered_by).toBeNull();
  });

  it("tells requesters neither whose turn it is nor of which group, by no way to read a run", async () => {
    await using world = await worldWith(on);
    const { context } = world;
    const [id = ""] = await ask(world, 1);
    await offerTurns(context);
    const toldTo = async (reader: Principal) => {
      const scope = { run_id: id };
      const stream = new AbortController();
      const live: unknown[] = [];
      for await (const event of tailEvents(context, reader, scope, 0, stream.signal)) {
        live.push(event);
        if (event.type === "claimed") stream.abort();
      }
      const list = (claimed_by?: string) =>
        listRuns(context, reader, { sort: "created_at", limit: 10, ...(claimed_by && { claimed_by }) });
      return {
        events: await loadEvents(context, reader, scope, 0, 100),
        live,
        evidence: await gatherEvidence(context, reader, id),
        run: await getRun(context, reader, id),
        runs: (await list()).data,
        anns: (await list(ann.id)).data,
      };
    };
    const texts = Object.values(await toldTo(bob)).map((part) => JSON.stringify(part));
    expect(texts.every((text) => text.includes(ann.id))).toBe(true);
    const told = await toldTo(requesterRita);
    const whole = JSON.stringify(told);
    expect(["Film", "Ann", ann.id].filter((word) => whole.includes(word))).toEqual([]);
    expect(told.anns).toEqual([]);
    expect(told.run).toMatchObject({ claimed_by: null, claimed_until: null, claim_offered_by: null });
    const offered = { type: "claimed", message: "The run is offered to a reviewer" };
    expect(told.events).toContainEqual(expect.objectContaining(offered));
    expect(told.evidence).toContainEqual(expect.objectContaining({ ...offered, withheld: true }));
    await claimRun(context, id, { principal: dan, idempotency: null });
    expect((await getRun(context, requesterRita, id)).claimed_by).toMatchObject({ id: dan.id });
  });

  it("gives what is offered to others by `n` to those of the group, one of them, after what nobody has", async () => {
    await using world = await worldWith(on);
    const [offered = ""] = await ask(world, 1);
    const { run_id: free } = await world.create({ ...asks, model: "sandbox:sandbox/sound" });
    await offerTurns(world.context);
    const next = (who: Principal) => claimNext(world.context, who);
    expect(await next(bob)).toBe(free);
    await releaseRun(world.context, free, { principal: bob, idempotency: null });
    expect(await next(dan)).toBe(free);
    expect((await Promise.all([next(bob), next(cyd)])).toSorted()).toEqual([offered, null].toSorted());
    expect(await next(ann)).toBeNull();
    expect((await world.show(offered)).claim_offered_by).toBeNull();
  });

  it("makes an offer of one question, which ends with it; what somebody claimed themselves goes on", async () => {
    await using world = await worldWith(on);
    const ids = [];
    for (let count = 0; count < 2; count++)
      ids.push((await world.create({ ...asks, hitl_config: { policy: "require_human" } })).run_id);
    await offerTurns(world.context);
    expect(await whose(world, ids)).toEqual(["Ann", "Bob"]);
    await claimRun(world.context, ids[1] ?? "", { principal: bob, idempotency: null });
    for (const id of ids) {
      await approveReview(world.context, id, await world.seenBy(dan, id), {});
      expect((await world.rest(id)).step).toBe("response_review");
    }
    await offerTurns(world.context);
    expect(await whose(world, ids)).toEqual(["Cyd", "Bob"]);
    expect((await verifyLog(world.context, null)).breaks).toEqual([]);
  });

  it("leaves others' questions alone, and all where it does not take turns", async () => {
    await using world = await worldWith(on, undefined, { assignment: "anybody" });
    const ids = await ask(world, 2);
    expect(await offerTurns(world.context)).toBeUndefined();
    await world.db.prisma.reviewerGroup.updateMany({ data: { assignment: "round_robin" } });
    const other = await world.create({ ...asks, model: "sandbox:sandbox/sound" });
    await offerTurns(world.context);
    expect(await whose(world, [...ids, other.run_id])).toEqual(["Ann", "Bob", undefined]);
  });
});

describe("a look at what may be offered", () => {
  it("goes on behind a run that cannot be looked at", async () => {
    await using world = await worldWith("sqlite", undefined, { assignment: "anybody" });
    const [broken = "", whole = ""] = await ask(world, 2);
    const { state } = await world.db.prisma.run.findUniqueOrThrow({ where: { id: broken } });
    const without = toColumn({ ...fromColumn<RunState>(state), model: null });
    await world.db.prisma.run.update({ where: { id: broken }, data: { state: without } });
    await world.db.prisma.reviewerGroup.updateMany({ data: { assignment: "round_robin" } });
    expect(await offerTurns(world.context)).toEqual({ offered: 1, behind: null });
    expect(await whose(world, [whole])).toEqual(["Ann"]);
  });

  it("begins with the news: what was asked or given back since, and nothing else", async () => {
    await using world = await worldWith("sqlite", undefined, { assignment: "anybody" });
    const { context } = world;
    const [old = ""] = await ask(world, 1);
    const seen = await offerNews(context, undefined);
    const [fresh = ""] = await ask(world, 1);
    await world.db.prisma.reviewerGroup.updateMany({ data: { assignment: "round_robin" } });
    const later = await offerNews(context, seen);
    expect(await whose(world, [old, fresh])).toEqual([undefined, "Ann"]);
    await releaseRun(context, fresh, { principal: ann, idempotency: null });
    await offerNews(context, later);
    expect(await whose(world, [old, fresh])).toEqual([undefined, "Bob"]);
  });
});

it("offers each question once and no turn twice when two instances look at once", async () => {
  await using first = await worldWith("postgres");
  await using second = await first.another({ without });
  const ids = await ask(first, 12);
  await Promise.all([first, second, first, second].map(({ context }) => offerTurns(context)));
  const names = await whose(first, ids);
  for (const { name } of [ann, bob, cyd]) expect(names.filter((one) => one === name)).toHaveLength(4);
  const offers = await first.db.prisma.runEvent.count({ where: { type: "claimed" } });
  expect(offers).toBe(12);
  expect((await verifyLog(second.context, null)).breaks).toEqual([]);
}, 60_000);
