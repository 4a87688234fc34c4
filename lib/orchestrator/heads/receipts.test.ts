import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { chain } from "@/lib/core/chain";
import type { Principal } from "@/lib/core/principal";
import { type ReceiptClaims, receiptsIn, receiptType } from "@/lib/core/receipts";
import type { HeadMemory } from "@/lib/store/head-memory";
import { loadLog } from "@/lib/store/runs/load-log";
import { databaseKinds } from "@/lib/testing/database";
import { ann, anyStep, bob, carl, hastyRequest, place } from "@/lib/testing/duties";
import { by, llamaRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { rejectReview } from "../decisions/reject";
import { retryCall } from "../decisions/retry";
import { undoDecision } from "../decisions/undo";
import { type EvidenceHead, gatherEvidence } from "../reading/evidence";
import { receiptsOf } from "../reading/receipts";
import { checkPack } from "./check-pack";
import { signHead } from "./sign-heads";
import { createSigner, openerOf } from "./signer";

const signing = { key: randomBytes(32).toString("base64"), retired: [] };
const asked = {
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

function signerOf({ context: { signer } }: Pick<TestEngine, "context">) {
  if (signer === null) throw new Error("Nothing is signed here");
  return signer;
}

async function signedIn(world: Pick<TestEngine, "context">, runId: string) {
  while (await signHead(world.context, signerOf(world)));
  return receiptsOf(world.context, reviewerAnn, runId);
}

async function approved(world: TestEngine, undo_seconds = 0): Promise<string> {
  const { run_id } = await world.create(asked);
  await approveReview(
    world.context,
    run_id,
    { ...(await world.seenBy(reviewerAnn, run_id)), undo_seconds },
    {},
  );
  return run_id;
}

/** The example of the documents, as somebody would run it. */
async function documentedCheck(): Promise<
  (receipt: string, keySet: object, wanted: object) => Promise<ReceiptClaims>
> {
  const [, example = ""] =
    /```js\n([^`]*export async function checkReceipt[^`]*)```/.exec(
      readFileSync("docs/clients.md", "utf8"),
    ) ?? [];
  mkdirSync("node_modules/.cache", { recursive: true });
  const folder = mkdtempSync(join("node_modules/.cache", "receipt-"));
  try {
    writeFileSync(join(folder, "check-receipt.mjs"), example);
    const { checkReceipt } = await import(pathToFileURL(join(folder, "check-receipt.mjs")).href);
    return checkReceipt;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it("stand at the end of evidence, where one of another run does not hold", async () => {
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  const [one, other] = [await approved(world), await approved(world)];
  const packOf = async (runId: string) => {
    await world.rest(runId);
    await signedIn(world, runId);
    return gatherEvidence(world.context, reviewerAnn, runId);
  };
  const open = await openerOf(JSON.stringify({ keys: signerOf(world).keys }));
  const check = (lines: object[]) => checkPack(lines.map((line) => JSON.stringify(line)).join("\n"), open);
  const [lines, foreign] = [await packOf(one), await packOf(other)];
  expect(lines.at(-1)).toMatchObject({ receipts: [expect.any(String)] });
  expect((await check(lines)).faults).toEqual([]);
  const { receipts } = foreign.at(-1) as EvidenceHead;
  expect((await check([...lines.slice(0, -1), { ...lines.at(-1), receipts }])).faults).toEqual([
    "Receipt 1 is none of ours for a decision in this log.",
  ]);
});

describe.each(databaseKinds)("receipts (%s)", (on) => {
  it("say of each decision that was carried out what was signed and by whom, and are checked offline", async () => {
    await using world = await TestEngine.start({ on, signing, without: ["sign"] });
    const demand = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
    await addRule(world.db, { name: "Look at payloads", when: { model: "*/flux-*" }, demand });
    await addRule(world.db, { name: "Dear ones", when: { cost_over_usd: 1000 }, demand });
    const run_id = await approved(world);
    const run = await world.rest(run_id);
    const { data, unsigned } = await signedIn(world, run_id);
    expect([data.length, unsigned]).toEqual([1, 0]);
    const digest = run.decisions[0]?.payload_digest;
    expect(data).toMatchObject([{ action: "approve", step: "payload_review", payload_digest: digest }]);
    const checkReceipt = await documentedCheck();
    const keySet = { keys: signerOf(world).keys };
    const receipt = data[0]?.receipt ?? "";
    expect(await checkReceipt(receipt, keySet, { run_id, payload_digest: digest })).toMatchObject({
      sub: run_id,
      by: { id: reviewerAnn.id, name: reviewerAnn.name },
      approvers: [{ id: reviewerAnn.id }],
      rules: [{ name: "Look at payloads" }],
      model: "black-forest-labs/flux-schnell",
      revision: run.payload?.revision,
      answer_digest: null,
    });
    await expect(checkReceipt(receipt, keySet, { run_id, payload_digest: "sha256:other" })).rejects.toThrow();
    const [head, claims, signature] = receipt.split(".");
    const forged = Buffer.from(claims ?? "", "base64url")
      .toString()
      .replace("Ann", "Bob");
    const changed = [head, Buffer.from(forged).toString("base64url"), signature].join(".");
    await expect(checkReceipt(changed, keySet, { run_id, payload_digest: digest })).rejects.toThrow();
    // A head, though the same key signed it, is no receipt; and no receipt opens as a head.
    const { jws } = await world.db.prisma.signedHead.findFirstOrThrow();
    await expect(checkReceipt(jws, keySet, { run_id, payload_digest: digest })).rejects.toThrow();
    expect(await signerOf(world).open(receipt)).toBeNull();
    expect(await signerOf(world).open(receipt, receiptType)).not.toBeNull();
  });

  it("are there for no decision that was taken back, can be, was a rejection or the machine's", async () => {
    await using world = await TestEngine.start({ on, signing, without: ["sign"] });
    const rejected = await world.create(asked);
    await rejectReview(world.context, rejected.run_id, await world.seenBy(reviewerAnn, rejected.run_id), {});
    const auto = await world.create({ hitl_config: { policy: "auto" } });
    for (const { run_id } of [rejected, auto]) expect((await signedIn(world, run_id)).data).toEqual([]);
    const run_id = await approved(world, 20);
    expect((await signedIn(world, run_id)).data).toEqual([]);
    await undoDecision(world.context, run_id, by(reviewerAnn), {});
    expect((await signedIn(world, run_id)).data).toEqual([]);
    await editReview(
      world.context,
      run_id,
      { ...(await world.seenBy(reviewerAnn, run_id)), undo_seconds: 1 },
      { edits: { payload: { num_outputs: 2 } }, approve: true },
    );
    const { payload } = await world.rest(run_id);
    const { data } = await signedIn(world, run_id);
    expect(data).toMatchObject([{ action: "edit", payload_digest: payload?.digest }]);
  });

  it("are there for no edit and no retry that only asked others, nor for part of a commit that did", async () => {
    await using world = await TestEngine.start({ on, signing, without: ["sign"] });
    const { context, db } = world;
    await addReviewers(db, [ann, bob, carl]);
    const approvals = { count: 2, not_requester: true };
    const demand = { policy: "require_human" as const, allowed_steps: anyStep, approvals };
    await addRule(db, { name: "Kept apart", when: { model: "*/flux-*" }, demand });
    const { run_id } = await world.create(hastyRequest, ann);
    const actions = async () => {
      const { data, unsigned } = await signedIn(world, run_id);
      const { decisions } = await world.show(run_id);
      const wentOn = decisions.filter(({ went_on_at }) => went_on_at !== undefined);
      expect([unsigned, wentOn.map(({ action }) => action)]).toEqual([0, data.map(({ action }) => action)]);
      const log = await loadLog(db.prisma, run_id);
      for (const end of log.keys())
        expect(receiptsIn(log.slice(0, end)).length).toBeLessThanOrEqual(data.length);
      return data.map(({ action, payload_digest }) => [action, payload_digest]);
    };
    const edit = async (who: Principal, payload: JsonObject, approve: boolean) =>
      editReview(context, run_id, await world.seenBy(who, run_id), { edits: { payload }, approve });
    // Saved only; with an error in it; by whoever may not approve; by the first of two.
    for (const [who, payload, approve] of [
      [bob, { seed: 1 }, false],
      [bob, { num_outputs: 99 }, true],
      [ann, { num_outputs: 2 }, true],
      [bob, { seed: 3 }, true],
    ] as const) {
      const edited = await edit(who, { ...payload }, approve);
      expect(place(edited)).toEqual(["awaiting_human", "payload_review"]);
      expect(await actions()).toEqual([]);
    }
    await approveReview(context, run_id, await world.seenBy(carl, run_id), {});
    const answered = await world.rest(run_id);
    expect(place(answered)).toEqual(["awaiting_human", "response_review"]);
    const first = ["approve", answered.payload?.digest];
    expect(await actions()).toEqual([first]);

    const seen = await world.seenBy(carl, run_id);
    const tried = await retryCall(context, run_id, seen, { payload: { seed: 4 } });
    expect(place(tried)).toEqual(["awaiting_human", "api_call"]);
    expect(await actions()).toEqual([first]);
    await retryCall(context, run_id, await world.seenBy(bob, run_id), {});
    await world.rest(run_id);
    expect(await actions()).toEqual([first, ["retry", tried.payload?.digest]]);
  });

  it("name the answer that was released", async () => {
    await using world = await TestEngine.start({ on, signing, without: ["sign"] });
    const hitl_config = { policy: "require_human" as const, allowed_steps: anyStep.slice(1) };
    const release = async (edited: string | null) => {
      const { run_id } = await world.create({ hitl_config, model: llamaRef });
      const seen = await world.seenBy(reviewerAnn, run_id);
      if (edited === null) await approveReview(world.context, run_id, seen, {});
      else
        await editReview(world.context, run_id, seen, {
          edits: { response: edited },
          approve: true,
        });
      const { answer_digest, payload_digest } = await world.show(run_id);
      const { data } = await signedIn(world, run_id);
      expect(data).toMatchObject([{ payload_digest, answer_digest }]);
      const wanted = { run_id, payload_digest, answer_digest };
      const keySet = { keys: signerOf(world).keys };
      const receipt = data[0]?.receipt ?? "";
      const checkReceipt = await documentedCheck();
      expect(await checkReceipt(receipt, keySet, wanted)).toMatchObject({ answer_digest });
      await expect(checkReceipt(receipt, keySet, { run_id, payload_digest })).rejects.toThrow();
      return answer_digest;
    };
    const digests = [await release("One"), await release("Another"), await release(null)];
    expect(new Set(digests).size).toBe(3);
    expect(digests).not.toContain(null);
  });

  it("are not made of what somebody wrote into the database, nor of what no head covers yet", async () => {
    // Its engine signs nothing by itself, so that no head comes in between.
    await using world = await TestEngine.start({ on });
    let newest: ReturnType<HeadMemory["read"]> = null;
    const memory: HeadMemory = {
      read: () => newest,
      write: (head) => {
        newest = head;
      },
    };
    const context = { ...world.context, signer: await createSigner(signing.key, [], memory) };
    const run_id = await approved(world);
    await world.rest(run_id);
    expect(await receiptsOf(context, requesterRita, run_id)).toEqual({ data: [], unsigned: 1 });
    expect((await signedIn({ context }, run_id)).data).toHaveLength(1);
    const { prisma } = world.db;
    // Whoever approved was another, and every hash fits again.
    const log = (await loadLog(prisma, run_id)).map(({ event }) => event);
    const told = log.map((event) => ({ ...event, message: event.message.replace("Ann", "Bob") }));
    for (const { event, prev_hash, hash } of chain("0".repeat(64), told, () => null)) {
      const where = { runId_seq: { runId: run_id, seq: event.seq } };
      await prisma.runEvent.update({
        where,
        data: { message: event.message, prevHash: prev_hash, hash, salt: null },
      });
    }
    expect((await receiptsOf(context, requesterRita, run_id)).data).toEqual([]);
  });
});
