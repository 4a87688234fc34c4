import { describe, expect, it } from "vitest";
import { loadLog } from "@/lib/store/runs/load-log";
import { databaseKinds } from "@/lib/testing/database";
import { by, fluxRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import type { Context } from "../context";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { editReview } from "../decisions/edit";
import { createRun } from "../requests/create";

const died = new Error("The database went away while the job was written");

/** The same context, whose last write of a transaction fails: what came before it must not stay. */
const breaking = (context: Context): Context => ({
  ...context,
  outbox: (...given) => {
    const handover = context.outbox(...given);
    return {
      ...handover,
      write: async (tx) => {
        await handover.write(tx);
        throw died;
      },
    };
  },
});

/** Everything that is stored, so that a single row more or less shows. */
async function everything({ db: { prisma } }: TestEngine) {
  const byRun = { orderBy: { runId: "asc" } } as const;
  return {
    runs: await prisma.run.findMany({ orderBy: { id: "asc" } }),
    events: await prisma.runEvent.findMany({ orderBy: [{ runId: "asc" }, { seq: "asc" }] }),
    reviews: await prisma.review.findMany({ orderBy: { id: "asc" } }),
    decisions: await prisma.decision.findMany({ orderBy: { id: "asc" } }),
    payloads: await prisma.payloadRevision.findMany(byRun),
    attempts: await prisma.attempt.findMany(byRun),
    keys: await prisma.idempotencyRecord.count(),
  };
}

const verbs: Record<string, (context: Context, runId: string) => Promise<unknown>> = {
  create: (context) => createRun(context, requesterRita, { prompt: "a quay", model: fluxRef }),
  approve: (context, runId) => approveReview(context, runId, by(reviewerAnn), {}),
  edit: (context, runId) =>
    editReview(context, runId, by(reviewerAnn), { edits: { payload: { seed: 7 } }, approve: true }),
  cancel: (context, runId) =>
    cancelRun(context, runId, { principal: reviewerAnn, idempotency: null }, { reason: "no" }),
};

describe.each(databaseKinds)("law 4: nothing is lost (%s)", (on) => {
  it.each(Object.keys(verbs))(
    "leaves nothing of %s when its follow-up job cannot be written",
    async (name) => {
      await using world = await TestEngine.start({ on });
      const { run_id } = await world.create();
      const before = await everything(world);
      const verb = verbs[name];
      await expect(verb?.(breaking(world.context), run_id)).rejects.toThrow(died);
      expect(await everything(world)).toEqual(before);
      // Nothing was half done, so the same can be done now.
      await verb?.(world.context, run_id);
      expect((await everything(world)).events.length).toBeGreaterThan(before.events.length);
    },
  );

  it("moves a run on by the next process, though all that the first one did was to commit", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await world.engine.stop();
    const silent = { announce() {}, listen: world.context.wakeups.listen };
    const dying = { ...world.context, wakeups: silent };
    await approveReview(dying, run_id, by(reviewerAnn), {});
    expect(world.calls).toBe(0);
    const next = await world.again();
    const run = await next.rest(run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(world.calls).toBe(1);
    const log = await loadLog(world.db.prisma, run_id);
    expect(log.map(({ event }) => event.seq)).toEqual(log.map((_, index) => index + 1));
    await next.engine.stop();
  });
});
