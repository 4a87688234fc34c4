import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { printJson } from "@/lib/contracts/json-text";
import { chain } from "@/lib/core/chain";
import { digestOf } from "@/lib/core/digest";
import { note } from "@/lib/store/audit";
import { fromColumn, toColumn } from "@/lib/store/connection/json-column";
import type { HeadMemory } from "@/lib/store/head-memory";
import { loadLog } from "@/lib/store/runs/load-log";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { rejectReview } from "../decisions/reject";
import { gatherEvidence } from "../reading/evidence";
import { verifyLog } from "../reading/verify-log";
import { checkPack } from "./check-pack";
import { newestAuditHead } from "./newest-head";
import { signHead } from "./sign-heads";
import { createSigner, openerOf } from "./signer";

/** The tests sign themselves. */
const without = ["sign"] as const;
const signing = { key: randomBytes(32).toString("base64"), retired: [] };

/** For those who only open what others signed. */
const forgetful: HeadMemory = { read: () => null, write() {} };

async function signAll({ context }: TestEngine): Promise<void> {
  const { signer } = context;
  if (signer === null) throw new Error("Nothing is signed here");
  while (await signHead(context, signer));
}

/** A run that was rejected, an act of an admin, and all of it signed. */
async function aSignedRun(world: TestEngine): Promise<string> {
  const { run_id } = await world.create();
  await rejectReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { reason: "no" });
  await world.rest(run_id);
  const target = { id: "key_1", name: "the shop" };
  await note(world.db.prisma, testAdmin, { action: "key.revoked", target }, new Date());
  await signAll(world);
  return run_id;
}

/** Rewrites a run's log from its first entry on, as somebody can who writes to the database: every hash fits again. */
async function rewritten({ db: { prisma } }: TestEngine, runId: string): Promise<void> {
  const log = (await loadLog(prisma, runId)).map(({ event }) => event);
  const told = log.map((event) => ({ ...event, message: `${event.message} ` }));
  for (const { event, prev_hash, hash } of chain("0".repeat(64), told, () => null)) {
    const { seq, message } = event;
    const where = { runId_seq: { runId, seq } };
    await prisma.runEvent.update({ where, data: { message, prevHash: prev_hash, hash, salt: null } });
  }
}

describe.each(databaseKinds)("signed heads (%s)", (on) => {
  it("cover what was committed, each after the one before, and hold while nothing is changed", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    await aSignedRun(world);
    await aSignedRun(world);
    const verified = await verifyLog(world.context, null);
    expect(verified).toMatchObject({ intact: true, breaks: [], heads: { breaks: [], unsigned_events: 0 } });
    expect(verified.heads?.checked).toBeGreaterThan(1);
    const { head } = await newestAuditHead(world.context);
    expect(head?.number).toBe(verified.heads?.newest?.number);
  });

  it("show a log that was written anew from its beginning, and a run that is gone", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    const changed = await aSignedRun(world);
    const gone = await aSignedRun(world);
    await rewritten(world, changed);
    const { prisma } = world.db;
    const where = { runId: gone };
    await prisma.searchText.deleteMany({ where });
    await prisma.decision.deleteMany({ where });
    await prisma.review.deleteMany({ where });
    await prisma.payloadRevision.deleteMany({ where });
    await prisma.runEvent.deleteMany({ where });
    await prisma.run.delete({ where: { id: gone } });
    const { intact, breaks } = await verifyLog(world.context, null);
    expect(intact).toBe(false);
    const lost = breaks.filter(({ said }) => said?.code === "log_not_as_signed");
    expect(new Set(lost.map(({ run_id }) => run_id))).toEqual(new Set([changed, gone]));
  });

  it("show an entry of the audit log that was changed or taken away", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    await aSignedRun(world);
    await aSignedRun(world);
    const { prisma } = world.db;
    const [first, second] = await prisma.auditEntry.findMany({ orderBy: { id: "asc" } });
    await prisma.auditEntry.update({ where: { id: first?.id }, data: { actorId: "user_somebody_else" } });
    await prisma.auditEntry.delete({ where: { id: second?.id } });
    const { intact, heads } = await verifyLog(world.context, null);
    expect(intact).toBe(false);
    expect(heads?.breaks.map(({ said }) => said)).toEqual([
      { code: "act_not_as_signed", values: { id: `aud_${first?.id}` } },
      { code: "act_not_as_signed", values: { id: `aud_${second?.id}` } },
    ]);
  });

  it("cannot be taken away, changed or signed by somebody else unseen", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    for (let n = 0; n < 4; n++) await aSignedRun(world);
    const { prisma } = world.db;
    const [one, two, three, four] = await prisma.signedHead.findMany({ orderBy: { number: "asc" } });
    await prisma.signedHead.delete({ where: { number: one?.number } });
    await prisma.signedHead.update({ where: { number: two?.number }, data: { entries: toColumn([]) } });
    const stranger = await createSigner(randomBytes(32).toString("base64"), [], forgetful);
    const jws = await stranger.sign(
      JSON.parse(Buffer.from(three?.jws.split(".")[1] ?? "", "base64url").toString()),
    );
    await prisma.signedHead.update({ where: { number: three?.number }, data: { jws } });
    const { heads } = await verifyLog(world.context, null);
    expect(heads?.breaks.map(({ number, said }) => [number, said.code])).toEqual([
      [two?.number, "head_missing"],
      [two?.number, "act_not_as_signed"],
      [three?.number, "head_not_ours"],
      [four?.number, "head_differs"],
    ]);
  });

  it("are not signed over what was taken away, rewritten or put in their place", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    await aSignedRun(world);
    const second = await aSignedRun(world);
    const { prisma } = world.db;
    const newest = await prisma.signedHead.findFirstOrThrow({ orderBy: { number: "desc" } });
    await prisma.signedHead.delete({ where: { number: newest.number } });
    await rewritten(world, second);
    await expect(signAll(world)).rejects.toThrow(`Head ${newest.number}, which this instance knows`);
    await prisma.signedHead.deleteMany();
    await expect(signAll(world)).rejects.toThrow(`Head ${newest.number}, which this instance knows`);
    const { context } = world;
    if (context.signer === null) throw new Error("Nothing is signed here");
    const forged = { ...newest, entries: toColumn([]), acts: toColumn([]) };
    await prisma.signedHead.create({ data: forged });
    const unknowing = { ...context.signer, memory: forgetful };
    await expect(signHead(context, unknowing)).rejects.toThrow("was not signed as it stands there");
  });

  it("show what was put in between", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    const runId = await aSignedRun(world);
    await aSignedRun(world);
    const { prisma } = world.db;
    const last = await prisma.runEvent.findFirstOrThrow({ where: { runId }, orderBy: { seq: "desc" } });
    const act = await prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "asc" } });
    const [{ id: _, ...event }, { id: __, ...entry }] = [last, act];
    const columns = { actor: toColumn(event.actor ?? {}), data: toColumn(event.data ?? {}) };
    await prisma.$executeRaw`UPDATE "RunEvent" SET "id" = "id" + 100000 WHERE "runId" <> ${runId}`;
    await prisma.runEvent.create({ data: { ...event, ...columns, id: last.id + 1, seq: last.seq + 1 } });
    const facts = { ...entry, actor: toColumn({}), target: toColumn({}), changes: toColumn({}) };
    await prisma.auditEntry.create({ data: facts });
    const { intact, breaks } = await verifyLog(world.context, null);
    expect(intact).toBe(false);
    expect(breaks.map(({ run_id }) => run_id)).toContain(runId);
  });

  it("are opened by a key that was retired", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    await aSignedRun(world);
    const old = await createSigner(signing.key, [], forgetful);
    const retired = Buffer.from(old.keys[0]?.x ?? "", "base64url").toString("base64");
    const signer = await createSigner(randomBytes(32).toString("base64"), [retired], forgetful);
    expect(await verifyLog({ ...world.context, signer }, null)).toMatchObject({ intact: true });
    const other = await createSigner(randomBytes(32).toString("base64"), [], forgetful);
    expect((await verifyLog({ ...world.context, signer: other }, null)).intact).toBe(false);
  });

  it("two instances that sign at once make one chain", async () => {
    await using world = await TestEngine.start({ on, signing, without });
    for (let n = 0; n < 3; n++) await world.create();
    await Promise.all([signAll(world), signAll(world), signAll(world)]);
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true, heads: { breaks: [] } });
  });
});

describe("a pack of evidence", () => {
  async function packOf(world: TestEngine, runId: string): Promise<string> {
    const lines = await gatherEvidence(world.context, requesterRita, runId);
    return lines.map((line) => `${printJson(line)}\n`).join("");
  }

  it("is checked without a database, with the keys that were kept", async () => {
    await using world = await TestEngine.start({ signing, without });
    const runId = await aSignedRun(world);
    const open = await openerOf(JSON.stringify({ keys: world.context.signer?.keys }));
    const pack = await packOf(world, runId);
    const verdict = await checkPack(pack, open);
    expect(verdict).toMatchObject({ run_id: runId, faults: [], signed: { seq: verdict.entries } });
    expect(verdict.named).toBe(true);
  });

  it("names request, model, question, decision, attempt and files by digest, each as it is stored", async () => {
    await using world = await TestEngine.start({ signing });
    const { run_id: runId } = await world.create({ user_id: "user_x", hitl_config: { policy: "auto" } });
    await signAll(world);
    const lines = (await packOf(world, runId)).trim().split("\n");
    const [first, ...rest] = lines.map((line) => JSON.parse(line));
    const { request, userId } = await world.db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    expect(first.data).toMatchObject({
      facts: { request: digestOf(fromColumn(request)), user_id: digestOf(userId) },
      model: { digest: expect.stringMatching(/^sha256:/), described: expect.stringMatching(/^sha256:/) },
    });
    const [file] = await world.db.prisma.artifact.findMany({ where: { runId } });
    const answered = rest.find(({ data }) => data?.assessment?.files);
    expect(answered.data.assessment.files.kept).toMatchObject([{ id: file?.id, sha256: file?.sha256 }]);
    const open = await openerOf(JSON.stringify({ keys: world.context.signer?.keys }));
    const forged = lines.map((line) => line.replace(file?.sha256 ?? "", "0".repeat(64)));
    expect((await checkPack(forged.join("\n"), open)).faults).not.toEqual([]);
    const entries = lines.slice(0, -1).join("\n").replaceAll('"facts"', '"fact"');
    expect(await checkPack(entries, open)).toMatchObject({ named: false });
  });

  it("does not pass off as whole what was said to be withheld", async () => {
    await using world = await TestEngine.start({ signing, without });
    const runId = await aSignedRun(world);
    const open = await openerOf(JSON.stringify({ keys: world.context.signer?.keys }));
    const lines = (await packOf(world, runId)).trim().split("\n");
    const forged = lines.with(2, (lines[2] ?? "").replace('"message":"', '"withheld":true,"message":"not '));
    expect((await checkPack(forged.join("\n"), open)).withheld).toContain(3);
  });

  it("does not hold when a line was changed, taken out or put in, when it is another run's, or its head another's", async () => {
    await using world = await TestEngine.start({ signing, without });
    const [runId, other] = [await aSignedRun(world), await aSignedRun(world)];
    const open = await openerOf(JSON.stringify({ keys: world.context.signer?.keys }));
    const lines = (await packOf(world, runId)).trim().split("\n");
    const others = (await packOf(world, other)).trim().split("\n");
    const bad = {
      changed: lines.with(2, (lines[2] ?? "").replace('"message":"', '"message":"not ')),
      taken: lines.toSpliced(2, 1),
      twice: lines.toSpliced(2, 0, lines[2] ?? ""),
      cut: [...lines.slice(0, -2), lines.at(-1) ?? ""],
      head: [...lines.slice(0, -1), others.at(-1) ?? ""],
      rubbish: [...lines, "not json"],
      "said twice": lines.with(2, (lines[2] ?? "").replace("{", '{"message":"EVIL",')),
      "a head that says more": lines.with(
        -1,
        (lines.at(-1) ?? "").replace("{", '{"message":"Bob approved",'),
      ),
      "an entry that says it is a head": lines.toSpliced(
        3,
        0,
        (lines[3] ?? "").replace("{", '{"head":{"jws":"x","leaves":[],"seq":1},'),
      ),
    };
    for (const [name, pack] of Object.entries(bad))
      expect((await checkPack(pack.join("\n"), open)).faults, name).not.toEqual([]);
    const stranger = await createSigner(randomBytes(32).toString("base64"), [], forgetful);
    expect((await checkPack(lines.join("\n"), stranger.open)).faults).not.toEqual([]);
    const headless = await checkPack(lines.slice(0, -1).join("\n"), open);
    expect(headless).toMatchObject({ faults: [], signed: null });
  });
});
