import { randomBytes } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VerifyBody } from "@/lib/contracts/evidence";
import { requesterRita, TestEngine } from "@/lib/testing/engine";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { verifyLog } from "../reading/verify-log";
import { keepHeadsIn } from "./keep-heads";
import { signHead } from "./sign-heads";

const signing = { key: randomBytes(32).toString("base64"), retired: [] };

async function signed(world: TestEngine): Promise<void> {
  await world.create({}, requesterRita);
  const { context } = world;
  if (context.signer === null) throw new Error("Nothing is signed here");
  while (await signHead(context, context.signer));
}

function headsIn(path: string): { number: number; jws: string }[] {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.flatMap((line) => {
    try {
      return JSON.parse(line);
    } catch {
      return [];
    }
  });
}

it("a file keeps every head once, in order, also after a death in the middle of a line", async () => {
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  const path = join(scratchFolder("countersign-heads-"), "heads.ndjson");
  await signed(world);
  expect(await keepHeadsIn(path, world.context)).toBe(1);
  expect(await keepHeadsIn(path, world.context)).toBe(0);
  await signed(world);
  await keepHeadsIn(path, world.context);
  const whole = readFileSync(path, "utf8");
  writeFileSync(path, whole.slice(0, -40));
  await keepHeadsIn(path, world.context);
  appendFileSync(path, '{"number":99');
  await signed(world);
  await keepHeadsIn(path, world.context);
  expect(headsIn(path).map(({ number }) => number)).toEqual([1, 2, 3]);
  const heads = headsIn(path).map(({ number, jws }) => ({ number, jws }));
  expect(await verifyLog(world.context, null, heads)).toMatchObject({ intact: true });
});

it("kept heads are compared also where nothing is signed any more, and never in silence with one run", async () => {
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  await signed(world);
  const { context } = world;
  const [head] = await world.db.prisma.signedHead.findMany();
  if (!head) throw new Error("Nothing was signed");
  const unsigned = { ...context, signer: null };
  const kept = [{ number: head.number, jws: head.jws }];
  expect(await verifyLog(unsigned, null, kept)).toMatchObject({ intact: true, heads: { breaks: [] } });
  const cut = [...kept, { number: 7, jws: head.jws }];
  expect(await verifyLog(unsigned, null, cut)).toMatchObject({
    intact: false,
    heads: { breaks: [{ number: 7, said: { code: "head_missing" } }] },
  });
  expect(VerifyBody.safeParse({ run_id: "run_1", heads: kept }).success).toBe(false);
  expect(VerifyBody.safeParse({ heads: kept }).success).toBe(true);
});

it("a cut end, and one that was signed anew with the very key, is found by the heads that were kept", async () => {
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  const path = join(scratchFolder("countersign-heads-"), "heads.ndjson");
  await signed(world);
  await signed(world);
  await keepHeadsIn(path, world.context);
  const heads = headsIn(path).map(({ number, jws }) => ({ number, jws }));
  const { prisma } = world.db;
  // Whoever has the database and DATA_DIR, with the key and the memory in it, leaves nothing that contradicts itself.
  const [last] = await prisma.run.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
  const where = { runId: last?.id ?? "" };
  for (const table of ["searchText", "decision", "review", "payloadRevision", "runEvent"] as const)
    await (prisma[table] as unknown as { deleteMany(args: object): Promise<unknown> }).deleteMany({ where });
  await prisma.run.deleteMany({ where: { id: where.runId } });
  await prisma.signedHead.deleteMany({ where: { number: { gt: 1 } } });
  expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });
  expect((await verifyLog(world.context, null, heads)).heads?.breaks).toMatchObject([
    { number: 2, said: { code: "head_missing" } },
  ]);
  const { signer } = world.context;
  if (signer === null) throw new Error("Nothing is signed here");
  await world.create();
  const forgetful = { ...signer, memory: { read: () => null, write() {} } };
  while (await signHead(world.context, forgetful));
  expect((await verifyLog(world.context, null, heads)).heads?.breaks).toMatchObject([
    { number: 2, said: { code: "head_not_as_kept" } },
  ]);
});
