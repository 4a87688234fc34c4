import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileView } from "@/lib/contracts/files";
import { type Client, problemOf, testApi } from "@/lib/testing/api";

const { app, rita, rob, ann, nobody } = await testApi();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const path = "/api/hitl/files";

async function made(response: Response): Promise<FileView> {
  expect(response.status, await response.clone().text()).toBe(201);
  return FileView.parse(await response.json());
}

function raw(who: Client, bytes: BodyInit, type = "application/octet-stream", name = ""): Promise<Response> {
  const query = name === "" ? "" : `?${new URLSearchParams({ name })}`;
  return who.send("POST", path + query, { body: bytes, headers: { "content-type": type } });
}

function form(who: Client, file: Blob, name: string, part = "file"): Promise<Response> {
  const body = new FormData();
  body.append(part, file, name);
  return who.send("POST", path, { body });
}

/** What lies in the storage of files, and what is noted of it. */
async function kept() {
  const { prisma } = app.db;
  const folder = join(app.env.dataDir, "artifacts", "files");
  return {
    files: await prisma.uploadedFile.count(),
    bytes: await prisma.keptBytes.count(),
    loose: await prisma.looseBytes.count(),
    onDisk: readdirSync(folder).length,
  };
}

test("a file comes as a form or as the body, is told by its bytes, and its bytes are kept once", async () => {
  const one = await made(await form(rita, new Blob([png], { type: "text/html" }), "../a „Bild“\u202e.html"));
  const before = await kept();
  const two = await made(await raw(rob, png, "image/png", "second.png"));
  const sha256 = createHash("sha256").update(png).digest("hex");
  expect(one).toMatchObject({ sha256, bytes: png.length, content_type: "image/png", name: "a „Bild“.png" });
  expect(two).toMatchObject({ sha256, name: "second.png", url: `${path}/${two.id}` });
  expect(two.id).not.toBe(one.id);
  expect(await kept()).toEqual({ ...before, files: before.files + 1 });
  expect(Date.parse(one.expires_at) - Date.parse(one.created_at)).toBe(app.env.filesKeptFor);
});

test("it is its uploader's: they read it whole and in part, and nobody else finds it", async () => {
  const { url } = await made(await raw(rita, png, "image/png", "Ü.png"));
  const whole = await rita.get(url);
  expect(Buffer.from(await whole.arrayBuffer()).equals(png)).toBe(true);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "inline; filename=\"_.png\"; filename*=UTF-8''%C3%9C.png",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  const part = await rita.get(url, { range: "bytes=1-3" });
  expect([part.status, await part.text()]).toEqual([206, "PNG"]);
  for (const other of [rob, ann]) await problemOf(await other.get(url), "not_found");
  await problemOf(await nobody.get(url), "unauthenticated");
  await problemOf(await rob.send("DELETE", url), "not_found");
});

test("what would run in a browser is handed out as a download, under a name that runs nowhere", async () => {
  const page = await made(await raw(rita, "<script>alert(1)</script>", "text/html", "x.html"));
  expect(page).toMatchObject({ content_type: "text/plain", name: "x.txt" });
  const svg = await made(await raw(rita, "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png", "x.exe"));
  expect(svg).toMatchObject({ content_type: "image/svg+xml", name: "x.svg" });
  expect((await rita.get(svg.url)).headers.get("content-disposition")).toMatch(/^attachment/);
});

test("100 MiB go through without standing in memory, and one byte more does not", async () => {
  const chunk = randomBytes(1024 * 1024);
  const sent = (bytes: number) => {
    let left = bytes;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left === 0) return controller.close();
        const next = chunk.subarray(0, Math.min(left, chunk.length));
        left -= next.length;
        controller.enqueue(new Uint8Array(next));
      },
    });
  };
  const most = 100 * 1024 * 1024;
  const streamed = (bytes: number) =>
    rita.send("POST", path, { body: sent(bytes), duplex: "half" } as RequestInit);
  const before = process.memoryUsage().arrayBuffers;
  const file = await made(await streamed(most));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(most / 2);
  expect(file.bytes).toBe(most);
  const stands = await kept();
  await problemOf(await streamed(most + 1), "payload_too_large");
  const told = { "content-length": String(2 * most) };
  await problemOf(await rita.send("POST", path, { body: "x", headers: told }), "payload_too_large");
  expect(await kept()).toEqual(stands);
  expect((await rita.send("DELETE", file.url)).status).toBe(204);
  await problemOf(await rita.get(file.url), "not_found");
  expect((await kept()).onDisk).toBe(stands.onDisk - 1);
}, 60_000);

test("an upload that breaks off leaves nothing, whichever way it came", async () => {
  const stands = await kept();
  const broken = (head: string) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(head)),
      pull: (controller) => controller.error(new Error("gone")),
    });
  const ends = (head: string) => new Blob([head]).stream();
  const multipart = { "content-type": "multipart/form-data; boundary=x" };
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello';
  const ways: [ReadableStream, Record<string, string>][] = [
    [broken("hello"), {}],
    [ends("hello"), { "content-length": "10" }],
    [broken(head), multipart],
    [ends(head), multipart],
  ];
  for (const [body, headers] of ways)
    await problemOf(
      await rita.send("POST", path, { body, headers, duplex: "half" } as RequestInit),
      "validation_error",
    );
  expect(await kept()).toEqual(stands);
});

test("an empty file, a form without one, and a packed body say what is wrong", async () => {
  const stands = await kept();
  for (const response of [
    await raw(rita, ""),
    await form(rita, new Blob([]), "a.png"),
    await form(rita, new Blob([png]), "a.png", "picture"),
    await rita.send("POST", path, { body: "x", headers: { "content-type": "multipart/form-data" } }),
    await rita.send("POST", path, { body: "x", headers: { "content-encoding": "gzip" } }),
  ])
    await problemOf(response, "validation_error");
  expect(await kept()).toEqual(stands);
});

test("a link opens a file without a key until it ends, and no other", async () => {
  const { id, url } = await made(await raw(rita, png, "image/png"));
  const other = await made(await raw(rita, png, "image/png"));
  const asked = await rita.post("/api/hitl/links", { file_id: id, expires_in: 60 });
  expect(asked.status).toBe(201);
  const link = await asked.json();
  const { pathname, search, searchParams } = new URL(link.url);
  expect(pathname).toBe(url);
  expect(Date.parse(link.expires_at)).toBe(Number(searchParams.get("expires")) * 1000);
  expect((await nobody.get(pathname + search)).status).toBe(200);
  await problemOf(await nobody.get(other.url + search), "forbidden");
  const clock = app.engine.context.clock;
  app.engine.context.clock = () => new Date(Date.parse(link.expires_at));
  await problemOf(await nobody.get(pathname + search), "forbidden");
  app.engine.context.clock = clock;
  await problemOf(await rob.post("/api/hitl/links", { file_id: id }), "not_found");
});

test("a link to an output opens what is released, and is given for nothing else", async () => {
  const done = await rita.create({ hitl_config: { policy: "auto" } });
  const { url } = await (await rita.post("/api/hitl/links", { run_id: done.run_id, index: 0 })).json();
  const { pathname, search } = new URL(url);
  expect((await nobody.get(pathname + search)).headers.get("content-type")).toBe("image/png");
  const waits = await rita.create({
    hitl_config: { policy: "require_human", allowed_steps: ["response_review"] },
  });
  for (const who of [rita, ann])
    await problemOf(await who.post("/api/hitl/links", { run_id: waits.run_id, index: 0 }), "not_found");
  await problemOf(await rob.post("/api/hitl/links", { run_id: done.run_id, index: 0 }), "run_not_found");
});
