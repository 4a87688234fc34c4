import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemActor } from "@/lib/core/principal";
import { byteStream } from "@/lib/store/files/byte-stream";
import { noteLoose } from "@/lib/store/uploaded-files";
import { testApi } from "@/lib/testing/api";
import { eraseFiles } from "../erasing/erase-files";
import { eraseRun } from "../erasing/erase-run";
import { fileLimits } from "../limits";
import { keepFile } from "./keep-file";
import { removeFile, sweepFiles } from "./sweep-files";

const { app, rita } = await testApi();
const { context } = app.engine;
const { prisma } = app.db;

async function* bytes(text: string) {
  yield new Uint8Array(Buffer.from(text));
}

const named = (text: string) => ({ body: byteStream(bytes(text)), name: "a.txt", contentType: "text/plain" });
const keep = (text: string) => keepFile(context, rita, named(text));
const onDisk = () => readdirSync(join(app.env.dataDir, "artifacts", "files"));

test("many who upload the same at once have a file each, and the bytes are kept once", async () => {
  const files = await Promise.all(Array.from({ length: 8 }, () => keep("the same")));
  expect(new Set(files.map(({ id }) => id)).size).toBe(8);
  expect(new Set(files.map(({ storageKey }) => storageKey)).size).toBe(1);
  expect(onDisk()).toHaveLength(1);
  expect(await prisma.looseBytes.count()).toBe(0);
});

test("bytes stay until the last file that has them goes, and whoever uploads them meanwhile keeps them", async () => {
  const [first, second] = [await keep("shared"), await keep("shared")];
  expect(await removeFile(context, first.id)).toBe(true);
  expect(await new Response(await context.artifacts.read(second.storageKey)).text()).toBe("shared");
  const [, third] = await Promise.all([removeFile(context, second.id), keep("shared")]);
  expect(await new Response(await context.artifacts.read(third.storageKey)).text()).toBe("shared");
  expect(await removeFile(context, third.id)).toBe(true);
  await expect(context.artifacts.read(third.storageKey)).rejects.toThrow("no file");
});

test("the last files of the same bytes go at once, and the bytes with them", async () => {
  const files = await Promise.all(Array.from({ length: 6 }, () => keep("gone together")));
  await Promise.all(files.map(({ id }) => removeFile(context, id)));
  expect(await prisma.keptBytes.count({ where: { sha256: files[0]?.sha256 ?? "" } })).toBe(0);
  await expect(context.artifacts.read(files[0]?.storageKey ?? "")).rejects.toThrow("no file");
});

test("half a character in a name is left out", async () => {
  const file = await keepFile(context, rita, { ...named("half"), name: "a\ud800b.txt" });
  expect(file.name).toBe("ab.txt");
});

test("what a process left that died between bytes and row is swept, and what is under way is not", async () => {
  const key = "files/bytes_left";
  const before = onDisk().length;
  await noteLoose(prisma, key, context.clock());
  await context.artifacts.put(key, byteStream(bytes("left")), 100);
  await sweepFiles(context);
  expect(onDisk()).toHaveLength(before + 1);
  const later = { ...context, clock: () => new Date(Date.now() + fileLimits.leftBehind + 1000) };
  await sweepFiles(later);
  expect(onDisk()).toHaveLength(before);
  expect(await prisma.looseBytes.count()).toBe(0);
});

test("a storage that does not remove now is asked again by the next sweep", async () => {
  const file = await keep("stubborn");
  const stuck = {
    ...context,
    artifacts: { ...context.artifacts, remove: async () => Promise.reject(new Error("away")) },
  };
  expect(await removeFile(stuck, file.id)).toBe(true);
  expect(await prisma.looseBytes.count()).toBe(1);
  await sweepFiles(context);
  expect(await prisma.looseBytes.count()).toBe(0);
  await expect(context.artifacts.read(file.storageKey)).rejects.toThrow("no file");
});

test("a file expires that no run names, and one that a run names is kept", async () => {
  const [idle, used] = [await keep("idle"), await keep("used")];
  const run = await rita.create();
  await prisma.fileUse.create({ data: { fileId: used.id, runId: run.run_id } });
  const later = { ...context, clock: () => new Date(Date.now() + context.filesKeptFor + 1000) };
  await sweepFiles(later);
  expect(await prisma.uploadedFile.findUnique({ where: { id: idle.id } })).toBeNull();
  expect(await prisma.uploadedFile.findUnique({ where: { id: used.id } })).not.toBeNull();
  expect(await removeFile(context, used.id)).toBe(false);
});

test("a file goes with the last run that names it once that is erased", async () => {
  const file = await keep("of two runs");
  const runs = await Promise.all([1, 2].map(() => rita.create({ hitl_config: { policy: "auto" } })));
  for (const { run_id: runId } of runs) await prisma.fileUse.create({ data: { fileId: file.id, runId } });
  const gone = async () => (await prisma.uploadedFile.findUnique({ where: { id: file.id } })) === null;
  for (const [at, { run_id }] of runs.entries()) {
    await eraseRun(context, run_id, { by: systemActor, rule: "by_age" });
    await eraseFiles(context, run_id);
    expect(await gone()).toBe(at === 1);
  }
  await expect(context.artifacts.read(file.storageKey)).rejects.toThrow("no file");
});
