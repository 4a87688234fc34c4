import { createHash } from "node:crypto";
import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HealthDetail } from "@/lib/contracts/health";
import { problemOf, testApi } from "@/lib/testing/api";

const { app, rita, ada } = await testApi();
const auto = { hitl_config: { policy: "auto" as const } };
const image = await rita.create(auto);
const address = `/api/hitl/runs/${image.run_id}/outputs/0`;
const whole = Buffer.from(await (await rita.get(address)).arrayBuffer());

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test("an output is the very bytes, with their type, length and name", async () => {
  const response = await rita.get(address);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": String(whole.byteLength),
    "content-disposition": `inline; filename="${image.run_id}-0.png"`,
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    etag: `"${createHash("sha256").update(whole).digest("hex")}"`,
  });
  expect(whole.subarray(1, 4).toString()).toBe("PNG");
  expect(image.outputs).toEqual([
    { index: 0, kind: "image", content_type: "image/png", bytes: whole.byteLength, url: address },
  ]);
});

test("each kind of model gives its kind of file", async () => {
  const sound = await rita.create({ ...auto, model: "sandbox:sandbox/sound" });
  expect(sound.outputs).toMatchObject([{ kind: "audio", content_type: "audio/wav" }]);
  const response = await rita.get(sound.outputs[0]?.url ?? "");
  expect((await bytesOf(response)).subarray(0, 4).toString()).toBe("RIFF");
});

describe("a range", () => {
  const last = whole.byteLength - 1;
  test.each<[string, number, number]>([
    ["bytes=0-0", 0, 0],
    ["bytes=10-19", 10, 19],
    [`bytes=${last}-`, last, last],
    ["bytes=-5", last - 4, last],
    [`bytes=5-${last + 1000}`, 5, last],
    ["bytes=-99999999", 0, last],
  ])("%s is that part (206)", async (range, start, end) => {
    const response = await rita.get(address, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/${whole.byteLength}`);
    expect(response.headers.get("content-length")).toBe(String(end - start + 1));
    expect((await bytesOf(response)).equals(whole.subarray(start, end + 1))).toBe(true);
  });

  test.each([`bytes=${last + 1}-`, "bytes=99999999-", "bytes=-0"])("%s is outside (416)", async (range) => {
    const response = await rita.get(address, { range });
    expect(response.headers.get("content-range")).toBe(`bytes */${whole.byteLength}`);
    await problemOf(response, "range_not_satisfiable");
  });

  test.each(["bytes=5-2", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "nonsense"])(
    "%s is none that is served, so the whole is",
    async (range) => {
      const response = await rita.get(address, { range });
      expect(response.status).toBe(200);
      expect((await bytesOf(response)).equals(whole)).toBe(true);
    },
  );

  test("of a file that changed meanwhile (If-Range) is the whole", async () => {
    const etag = (await rita.get(address)).headers.get("etag") ?? "";
    const range = "bytes=0-9";
    expect((await rita.get(address, { range, "if-range": etag })).status).toBe(206);
    expect((await rita.get(address, { range, "if-range": '"other"' })).status).toBe(200);
  });
});

test("a file the client has already is not sent again (304)", async () => {
  const etag = (await rita.get(address)).headers.get("etag") ?? "";
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const response = await rita.get(address, { "if-none-match": known });
    expect(response.status, known).toBe(304);
    expect(response.headers.get("etag")).toBe(etag);
    expect(await bytesOf(response)).toHaveLength(0);
  }
  expect((await rita.get(address, { "if-none-match": '"other"' })).status).toBe(200);
});

test("an output that is not there is 404", async () => {
  for (const index of ["1", "99999999999", "-1", "1.5", "x", "0x0", "%00", "..%2F0", "0%20"]) {
    await problemOf(await rita.get(`/api/hitl/runs/${image.run_id}/outputs/${index}`), "not_found");
  }
  await problemOf(await rita.get("/api/hitl/runs/run_nope/outputs/0"), "run_not_found");
  await problemOf(await rita.get(`${address}?attempt=99999999999`), "validation_error");
  await problemOf(await rita.get(`${address}?attempt=2`), "not_found");
});

describe("a storage in trouble", () => {
  const folder = join(app.env.dataDir, "artifacts");
  const moved = `${folder}.moved`;

  test("is no empty answer: an output cannot be had for now, and health and readiness say why", async () => {
    renameSync(folder, moved);
    try {
      const response = await rita.get(address);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      await problemOf(response, "unavailable");
      writeFileSync(folder, "a file where the folder was");
      await app.storage.look();
      const ready = await rita.get("/api/health/ready");
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: "ok", details: { storage: expect.stringContaining("its folder is not there") } },
      ]);
      const health = HealthDetail.parse(await (await ada.get("/api/health/detail")).json());
      expect([health.trouble, health.storage.trouble]).toEqual([app.storage.trouble, app.storage.trouble]);
    } finally {
      rmSync(folder);
      renameSync(moved, folder);
    }
    await app.storage.look();
    expect(app.storage.trouble).toBeNull();
    expect(readdirSync(join(folder, "self-test"))).toEqual([]);
    expect((await bytesOf(await rita.get(address))).equals(whole)).toBe(true);
  });

  test("a file that is gone is no empty answer", async () => {
    const lost = await rita.create(auto);
    rmSync(join(folder, lost.run_id), { recursive: true });
    const problem = await problemOf(await rita.get(`/api/hitl/runs/${lost.run_id}/outputs/0`), "not_found");
    expect(problem.detail).toContain("no longer in the storage");
  });
});
