import { describe, expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { ListRuns } from "@/lib/contracts/list-runs";
import { chain, genesis } from "@/lib/core/chain";
import { digested, erasedText } from "@/lib/core/erasing";
import type { Principal } from "@/lib/core/principal";
import { toColumn } from "@/lib/store/connection/json-column";
import { countEnded } from "@/lib/store/figures";
import { FileGone } from "@/lib/store/files/storage-trouble";
import { claimKey, keepAnswer } from "@/lib/store/idempotency";
import { loadLog } from "@/lib/store/runs/load-log";
import { databaseKinds } from "@/lib/testing/database";
import { by, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { everyTable } from "@/lib/testing/every-text";
import { secretTool } from "@/lib/testing/secret-model";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { commentOnRun } from "../decisions/comment";
import { editReview } from "../decisions/edit";
import { rejectReview } from "../decisions/reject";
import { gatherEvidence } from "../reading/evidence";
import { exportRuns } from "../reading/export-runs";
import { getRun } from "../reading/get-run";
import { listEvents } from "../reading/list-events";
import { listRuns } from "../reading/list-runs";
import { listRevisions } from "../reading/revisions";
import { verifyLog } from "../reading/verify-log";
import { forkRun } from "../requests/fork";
import { eraseByHand } from "./erase-run";

const ada: Principal = { kind: "user", id: "user_ada", name: "Ada", email: null, role: "admin" };
const word = "Kanarienvogel";
const asksEverywhere = { policy: "require_human" as const };
const everywhere = {
  ...asksEverywhere,
  allowed_steps: ["information_review" as const, "payload_review" as const, "response_review" as const],
};

/** A request with the word at every place that a requester writes to. */
const request: Partial<CreateRun> = {
  prompt: `a ${word} on a quay`,
  attachments: [`https://example.com/${word}.png`],
  metadata: { [word]: { deep: [word] } },
  user_id: `user-${word}`,
  user_email: `${word}@example.com`,
  agent_email: `agent-${word}@example.com`,
  session_id: `session-${word}`,
  message_type: word,
  log_id: word,
  document_url: `https://example.com/${word}.pdf`,
  webhook_url: `https://example.com/hook/${word}`,
  edits: { payload: { [word]: word } },
};
const ownModel: Partial<CreateRun> = {
  agent_tool_config: {
    "sandbox-agent-tool": {
      data: { name: "sandbox/text", description: word, example_input: { prompt: word, [word]: 7 } },
    },
  },
};

async function aWholeLife(world: TestEngine, body: Partial<CreateRun>): Promise<string> {
  const { context } = world;
  const { run_id } = await world.create({ ...body, hitl_config: everywhere });
  const seen = async () => ({
    ...(await world.seenBy(reviewerAnn, run_id)),
    actor: { [word]: [word, 7] },
  });
  await editReview(context, run_id, await seen(), {
    edits: { prompt: `another ${word}` },
    message: word,
    approve: true,
  });
  await world.rest(run_id);
  await commentOnRun(context, run_id, { principal: reviewerAnn, idempotency: null }, { message: word });
  await editReview(context, run_id, await seen(), {
    edits: { payload: { prompt: `a third ${word}`, [`${word}2`]: word } },
    message: word,
    approve: false,
  });
  await approveReview(context, run_id, await seen(), { message: word, acknowledge_issues: true });
  const { status, step } = await world.rest(run_id);
  if (status === "awaiting_human" && step === "response_review") {
    await editReview(context, run_id, await seen(), {
      edits: { response: `the released ${word}` },
      message: word,
      approve: true,
    });
    await world.rest(run_id);
  }
  return run_id;
}

async function aRejectedFailure(world: TestEngine): Promise<string> {
  const answer = { kind: "status", status: 422, detail: `no ${word} here` } as const;
  world.replicate.nextAnswers("create_prediction", answer);
  const { run_id } = await world.create({
    ...request,
    ...{ edits: undefined, attachments: undefined, document_url: undefined },
    hitl_config: { policy: "require_human", allowed_steps: ["information_review"] },
  });
  await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { message: word });
  expect(await world.rest(run_id)).toMatchObject({ status: "awaiting_human", step: "api_call" });
  await rejectReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { reason: word });
  return run_id;
}

/** A run whose output is a file with the word in it. */
async function aFile(world: TestEngine): Promise<string> {
  const bytes = Buffer.from(`a file about a ${word}`).toString("base64");
  world.replicate.nextPredictions({ output: [`data:text/plain;base64,${bytes}`] });
  const { run_id } = await world.create({ prompt: `a ${word}`, hitl_config: { policy: "auto" } });
  return run_id;
}

/** A run on the sandbox, which keeps its calls itself. */
async function aSandboxCall(world: TestEngine): Promise<string> {
  const model = "sandbox:sandbox/text";
  const { run_id } = await world.create({ prompt: `a ${word}`, model, hitl_config: { policy: "auto" } });
  return run_id;
}

/** A run with the word in a secret of its payload. */
async function aSecret(world: TestEngine): Promise<string> {
  const { run_id } = await world.create({
    prompt: `tell of a ${word}`,
    agent_tool_config: secretTool(),
    edits: { payload: { hf_token: `${word}-token` } },
    hitl_config: { policy: "require_human" },
  });
  await rejectReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { reason: word });
  return run_id;
}

async function exported({ context }: TestEngine, q?: string): Promise<string> {
  let text = "";
  for await (const page of exportRuns(context, ada, { format: "ndjson", sort: "-created_at", q }))
    text += JSON.stringify(page);
  return text;
}

/** Every answer that tells something of a run. */
async function everyAnswer({ context }: TestEngine, id: string): Promise<Record<string, string>> {
  const answers = {
    run: await getRun(context, ada, id),
    list: await listRuns(context, ada, ListRuns.parse({ limit: "200" })),
    found: (await listRuns(context, ada, ListRuns.parse({ q: word }))).data.length,
    events: await listEvents(context, ada, { run_id: id }, { limit: 200 }),
    revisions: await listRevisions(context, ada, id),
    evidence: await gatherEvidence(context, ada, id),
  };
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, JSON.stringify(answer)]));
}

const holding = (texts: Iterable<[string, string]>) =>
  [...texts].filter(([, text]) => text.toLowerCase().includes(word.toLowerCase())).map(([name]) => name);

describe.each(databaseKinds)("erasing a run (%s)", (on) => {
  it("leaves what people, requests and providers wrote in no table, file and answer, and every log verifies", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const kept = await world.create({ prompt: "a heron", hitl_config: { policy: "auto" } });
    const runs = [
      await aWholeLife(world, request),
      await aWholeLife(world, { ...request, edits: undefined, ...ownModel }),
      await aRejectedFailure(world),
      await aFile(world),
      await aSandboxCall(world),
      await aSecret(world),
    ];
    expect(holding(Object.entries({ exported: await exported(world, word) }))).toEqual(["exported"]);
    await countEnded(db, 100);
    const files = holding(world.files());
    expect(files.some((name) => name.includes("sandbox"))).toBe(true);
    expect(files.some((name) => name.includes(runs[3] ?? ""))).toBe(true);
    for (const runId of runs) {
      const answer = { status: 200, headers: toColumn({}), body: word };
      const record = { principalId: requesterRita.id, key: runId, requestHash: "x", createdAt: new Date() };
      await db.prisma.idempotencyRecord.create({ data: { ...record, runId, ...answer } });
    }
    const before = holding(await everyTable(db));
    expect(before.length).toBeGreaterThan(8);
    for (const runId of runs) {
      expect((await getRun(context, ada, runId)).completed_at).not.toBeNull();
      await eraseByHand(context, ada, runId, "they asked for it");
    }
    await expect.poll(() => db.prisma.artifact.count({ where: { runId: { in: runs } } })).toBe(0);
    expect(holding(await everyTable(db))).toEqual([]);
    await expect.poll(() => holding(world.files())).toEqual([]);
    expect(await db.prisma.sealedSecret.count({ where: { runId: { in: runs } } })).toBe(0);
    expect(holding(Object.entries({ exported: await exported(world) }))).toEqual([]);
    for (const runId of runs) {
      expect(holding(Object.entries(await everyAnswer(world, runId)))).toEqual([]);
      expect(await getRun(context, ada, runId)).toMatchObject({
        prompt: erasedText,
        erased: { by: { id: ada.id }, rule: "by_hand", not_erasable: [], intact: true },
        suggested_payload: null,
        result: null,
      });
    }
    expect(await verifyLog(context, null)).toMatchObject({ intact: true, breaks: [] });
    expect((await getRun(context, ada, kept.run_id)).prompt).toBe("a heron");
    expect(await db.prisma.artifact.count({ where: { runId: kept.run_id } })).toBeGreaterThan(0);
  });

  it("is once, however many ask at once, and again where somebody said something since", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    const erasures = () => db.prisma.runEvent.count({ where: { runId: run_id, type: "erased" } });
    const say = () =>
      commentOnRun(context, run_id, { principal: reviewerAnn, idempotency: null }, { message: word });
    await Promise.all([
      ...Array(4)
        .fill(0)
        .map(() => eraseByHand(context, ada, run_id, "")),
      say(),
    ]);
    const entries = await erasures();
    expect([1, 2]).toContain(entries);
    await say();
    await eraseByHand(context, ada, run_id, undefined);
    await eraseByHand(context, ada, run_id, undefined);
    expect(await erasures()).toBe(entries + 1);
    expect(holding(await everyTable(db))).toEqual([]);
    expect(await db.prisma.auditEntry.count({ where: { action: "run.erased" } })).toBe(entries + 1);
    expect(await verifyLog(context, null)).toMatchObject({ intact: true });
  });

  it("is refused while a run goes on, and for everyone but admins; an erased run is no start for another", async () => {
    await using world = await TestEngine.start({ on });
    const { context } = world;
    const { run_id } = await world.create();
    await expect(eraseByHand(context, ada, run_id, "")).rejects.toMatchObject({ code: "invalid_state" });
    await expect(eraseByHand(context, reviewerAnn, run_id, "")).rejects.toMatchObject({ code: "forbidden" });
    await rejectReview(context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await eraseByHand(context, ada, run_id, "");
    await expect(forkRun(context, reviewerAnn, run_id, {})).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("comes before a fork that was under way: nothing of what was erased begins anew", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create({ prompt: `a ${word}`, hitl_config: { policy: "auto" } });
    const { findModel } = context;
    // The fork has read its parent by the time it looks for the other model.
    const slow = {
      ...context,
      findModel: async (ref: string) => {
        await eraseByHand(context, ada, run_id, undefined);
        return findModel(ref);
      },
    };
    const edits = { model: "sandbox:sandbox/text" };
    await expect(forkRun(slow, reviewerAnn, run_id, { edits })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await db.prisma.run.count()).toBe(1);
    expect(holding(await everyTable(db))).toEqual([]);
  });

  it("comes before an answer that is kept for its Idempotency-Key afterwards", async () => {
    await using world = await TestEngine.start({ on });
    const { db, context } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    const claim = { principalId: requesterRita.id, key: "k", requestHash: "h" };
    await db.write((rows) => claimKey(rows, claim, run_id, new Date()));
    await eraseByHand(context, ada, run_id, undefined);
    await keepAnswer(db, claim, { status: 200, headers: {}, body: `a ${word}` }, new Date());
    const where = { principalId_key: { principalId: claim.principalId, key: "k" } };
    const kept = await db.prisma.idempotencyRecord.findUnique({ where });
    expect(kept).toMatchObject({ runId: run_id, status: null, body: null });
  });

  it("waits while a call that was on its way may have to be found by its payload", async () => {
    await using world = await TestEngine.start({ on });
    const { context } = world;
    world.replicate.nextAnswers("create_prediction", { kind: "never", accepted: false });
    const { run_id } = await world.createOnly({ hitl_config: { policy: "auto" } });
    await expect
      .poll(async () => (await world.show(run_id)).attempts[0]?.state, { timeout: 20_000 })
      .toBe("submitting");
    await cancelRun(context, run_id, by(requesterRita), {});
    await expect(eraseByHand(context, ada, run_id, "")).rejects.toMatchObject({ code: "invalid_state" });
    const later = { ...context, clock: () => new Date(Date.now() + 3_600_000) };
    await eraseByHand(later, ada, run_id, "");
    expect((await world.show(run_id)).erased).not.toBeNull();
  });

  it("says for ever whether all was as the log named it before", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    await db.prisma.payloadRevision.updateMany({ where: { runId: run_id }, data: { content: "{}" } });
    await eraseByHand(context, ada, run_id, "");
    expect((await getRun(context, ada, run_id)).erased).toMatchObject({ intact: false });
  });

  it("lists the entries of an earlier release, which keep what they say", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    // As an earlier release wrote them: hashed as they stand.
    const log = (await loadLog(db.prisma, run_id)).map(({ event }) => event);
    for (const { event, prev_hash, hash } of chain(genesis, log, () => null))
      await db.prisma.runEvent.update({
        where: { runId_seq: { runId: run_id, seq: event.seq } },
        data: { prevHash: prev_hash, hash, salt: null },
      });
    context.db.known?.forget(run_id);
    await eraseByHand(context, ada, run_id, "");
    const { erased, prompt } = await getRun(context, ada, run_id);
    expect(erased?.not_erasable).toEqual(log.map(({ seq }) => seq));
    expect(prompt).toBe(erasedText);
    expect(await verifyLog(context, run_id)).toMatchObject({ intact: true });
  });

  it("who erases behind the log's back is found", async () => {
    await using world = await TestEngine.start({ on });
    const { context, db } = world;
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    const [first] = await loadLog(db.prisma, run_id);
    if (!first?.salt) throw new Error("An entry without a salt");
    const { data } = digested(first.event, first.salt);
    const where = { runId_seq: { runId: run_id, seq: 1 } };
    await db.prisma.runEvent.update({ where, data: { data: toColumn(data), salt: null } });
    const { breaks } = await verifyLog(context, run_id);
    expect(breaks).toHaveLength(1);
  });

  it("the death of its process leaves all or nothing of it, and the files go at the next start", async () => {
    let dies: string | null = "erase:before-commit";
    const reached = (point: string) => {
      if (point === dies) throw new Error(`died at ${point}`);
    };
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ prompt: `a ${word}`, hitl_config: { policy: "auto" } });
    const context = { ...world.context, reached };
    // As a copy leaves it whose process died before it could note it.
    const unnoted = `${run_id}/7/0`;
    await context.artifacts.put(unnoted, new Blob([word]).stream(), 100);
    await expect(eraseByHand(context, ada, run_id, "")).rejects.toThrow("died");
    expect((await world.show(run_id)).erased).toBeNull();
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
    dies = "erase:after-commit";
    await expect(eraseByHand(context, ada, run_id, "")).rejects.toThrow("died");
    expect(holding(await everyTable(world.db))).toEqual([]);
    await expect.poll(() => world.db.prisma.artifact.count()).toBe(0);
    await expect(context.artifacts.read(unnoted)).rejects.toBeInstanceOf(FileGone);
    expect(await verifyLog(world.context, run_id)).toMatchObject({ intact: true });
  });
});
