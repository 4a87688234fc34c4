import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type S3Server, startS3Server } from "@/lib/testing/s3/server";
import type { ArtifactStorage } from "./artifact-storage";
import { byteStream } from "./byte-stream";
import { diskStorage } from "./disk-storage";
import { FileTooLarge } from "./measured";
import { openStorage } from "./open-storage";
import { s3Storage } from "./s3-storage";
import { StorageWatch } from "./storage-watch";

const folder = mkdtempSync(join(tmpdir(), "countersign-storage-"));
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect(s3.uploads.size).toBe(0);
});

const megabyte = 1024 * 1024;

function streamOf(...parts: (Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  async function* pieces() {
    for (const part of parts) {
      if (part instanceof Error) throw part;
      yield part;
    }
  }
  return byteStream(pieces());
}

async function textOf(stream: Promise<ReadableStream<Uint8Array>>): Promise<string> {
  return new Response(await stream).text();
}

const storages: [string, () => ArtifactStorage][] = [
  ["the local disk", () => diskStorage(folder)],
  ["an S3 bucket", () => s3Storage(s3.settings)],
];

describe.each(storages)("output files on %s", (_, open) => {
  it("are kept with their length, checksum and first bytes", async () => {
    const storage = open();
    const kept = await storage.put("run_1/1/0", streamOf(Buffer.from("hello "), Buffer.from("world")), 100);
    expect(kept).toMatchObject({
      storageKey: "run_1/1/0",
      bytes: 11,
      sha256: createHash("sha256").update("hello world").digest("hex"),
    });
    expect(Buffer.from(kept.head).toString()).toBe("hello world");
    expect(await textOf(storage.read("run_1/1/0"))).toBe("hello world");
  });

  it("are read in part", async () => {
    const storage = open();
    await storage.put("run_1/1/1", streamOf(Buffer.from("0123456789")), 100);
    expect(await textOf(storage.read("run_1/1/1", { start: 2, end: 4 }))).toBe("234");
    expect(await textOf(storage.read("run_1/1/1", { start: 9, end: 9 }))).toBe("9");
  });

  it("may be large: they go through in parts", async () => {
    const storage = open();
    const part = Buffer.alloc(5 * megabyte, "x");
    const kept = await storage.put("run_1/1/2", streamOf(part, part, part, part), 20 * megabyte);
    expect(kept.bytes).toBe(20 * megabyte);
    const sent = createHash("sha256").update(Buffer.alloc(20 * megabyte, "x"));
    expect(kept.sha256).toBe(sent.digest("hex"));
    expect((await textOf(storage.read("run_1/1/2"))).length).toBe(20 * megabyte);
  });

  it.each([
    ["small", 10],
    ["in the middle of a large upload", 17 * megabyte],
  ])("are not kept at all when they are too large (%s)", async (_size, limit) => {
    const storage = open();
    const part = Buffer.alloc(9 * megabyte);
    await expect(storage.put("run_2/1/0", streamOf(part, part), limit)).rejects.toBeInstanceOf(FileTooLarge);
    await expect(textOf(storage.read("run_2/1/0"))).rejects.toThrow();
  });

  it.each([
    ["at once", 0],
    ["in the middle of a large upload", 20],
  ])("are not kept by half when the stream breaks %s", async (_when, megabytes) => {
    const storage = open();
    const broken = streamOf(Buffer.alloc(1 + megabytes * megabyte), new Error("the connection broke"));
    await expect(storage.put("run_3/1/0", broken, 100 * megabyte)).rejects.toThrow("the connection broke");
    await expect(textOf(storage.read("run_3/1/0"))).rejects.toThrow();
  });

  it("are given up when their time is over", async () => {
    const storage = open();
    const gone = AbortSignal.abort(new Error("too slow"));
    await expect(storage.put("run_4/1/0", streamOf(Buffer.from("x")), 100, gone)).rejects.toThrow("too slow");
    await expect(textOf(storage.read("run_4/1/0"))).rejects.toThrow();
  });

  it("survive two writers at once, and being written again", async () => {
    const storage = open();
    const body = () => streamOf(Buffer.alloc(100_000, "a"), Buffer.alloc(100_000, "b"));
    const [one, other] = await Promise.all([
      storage.put("run_5/1/0", body(), megabyte),
      storage.put("run_5/1/0", body(), megabyte),
    ]);
    expect(one.sha256).toBe(other.sha256);
    const text = await textOf(storage.read("run_5/1/0"));
    expect(createHash("sha256").update(text).digest("hex")).toBe(one.sha256);
    await storage.put("run_5/1/0", streamOf(Buffer.from("again")), 100);
    expect(await textOf(storage.read("run_5/1/0"))).toBe("again");
  });

  it("can be left in the middle of being read", async () => {
    const storage = open();
    await storage.put("run_9/1/0", streamOf(Buffer.alloc(2 * megabyte)), 3 * megabyte);
    const reader = (await storage.read("run_9/1/0")).getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    await storage.remove("run_9/1/0");
  });

  it("can be removed, twice too", async () => {
    const storage = open();
    await storage.put("run_6/1/0", streamOf(Buffer.from("x")), 100);
    await storage.remove("run_6/1/0");
    await storage.remove("run_6/1/0");
    await expect(textOf(storage.read("run_6/1/0"))).rejects.toThrow();
  });

  it("are removed with all others of their folder, and with none beside it", async () => {
    const storage = open();
    for (const key of ["run_a/1/0", "run_a/2/1", "run_ab/1/0"])
      await storage.put(key, streamOf(Buffer.from("x")), 100);
    await storage.removeFolder("run_a");
    await storage.removeFolder("run_a");
    for (const key of ["run_a/1/0", "run_a/2/1"]) await expect(textOf(storage.read(key))).rejects.toThrow();
    expect(await textOf(storage.read("run_ab/1/0"))).toBe("x");
  });
});

it("leaves no partial file on the disk, and clears those of writers that died", async () => {
  expect(readdirSync(join(folder, ".partial"))).toEqual([]);
  const other = join(folder, "other");
  await mkdir(join(other, ".partial"), { recursive: true });
  const [old, young] = [join(other, ".partial", "old"), join(other, ".partial", "young")];
  for (const path of [old, young]) writeFileSync(path, "half");
  utimesSync(old, new Date(0), new Date(0));
  await diskStorage(other).put("run_1/1/0", streamOf(Buffer.from("x")), 10);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

it("signs what it sends to a bucket, and says why it was refused", async () => {
  const stranger = s3Storage({ ...s3.settings, accessKeyId: "SOMEBODY" });
  const refused = stranger.put("run_7/1/0", streamOf(Buffer.from("x")), 10);
  await expect(refused).rejects.toThrow("SignatureDoesNotMatch");
});

it("is the bucket when the settings name one, else the data directory", async () => {
  await openStorage({ dataDir: folder, s3: s3.settings }).put("run_8/1/0", streamOf(Buffer.from("x")), 10);
  expect(s3.objects.has("run_8/1/0")).toBe(true);
  await openStorage({ dataDir: folder, s3: null }).put("run_8/1/0", streamOf(Buffer.from("x")), 10);
  expect(existsSync(join(folder, "artifacts/run_8/1/0"))).toBe(true);
});

describe("trying out a storage", () => {
  it("never passes over a wrong key, a bucket that is not there or a service that is away", async () => {
    const said: (string | null)[] = [];
    const look = async (storage: ArtifactStorage) => {
      const watch = new StorageWatch(storage, (trouble) => said.push(trouble));
      await watch.look();
      return watch.trouble;
    };
    expect(await look(s3Storage(s3.settings))).toBeNull();
    expect([...s3.objects.keys()].filter((key) => key.startsWith("self-test/"))).toEqual([]);
    expect(await look(s3Storage({ ...s3.settings, accessKeyId: "another" }))).toContain(
      "does not take the key",
    );
    expect(await look(s3Storage({ ...s3.settings, endpoint: "http://127.0.0.1:1" }))).toContain(
      "does not answer",
    );
    expect(said).toHaveLength(2);
    expect(said.join()).not.toContain(s3.settings.secretAccessKey);
  });

  it("tells a disk that is full", async () => {
    const full = Object.assign(new Error("no space left on device, write"), { code: "ENOSPC" });
    const storage = { ...diskStorage(folder), put: () => Promise.reject(full) };
    const watch = new StorageWatch(storage, () => {});
    await watch.look();
    expect(watch.trouble).toContain("its disk is full (ENOSPC)");
  });
});
