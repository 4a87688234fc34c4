import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { CountersignError, checkReceipt, createCountersign, type RunEvent } from "./src/index";

const { app, fetch: reach } = await testApi();
const baseUrl = "http://localhost:3000/";
const keyOf = async (role: "requester" | "reviewer" | "admin") =>
  (await testKey(app, role)).authorization.replace("Bearer ", "");
const asker = createCountersign({ baseUrl, apiKey: await keyOf("requester"), fetch: reach });
const reviewer = createCountersign({ baseUrl, apiKey: await keyOf("reviewer"), fetch: reach });
const bicycle = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/image",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

test("asks for a run, waits for the person who signs it, and takes the picture", async () => {
  const run = await asker.runs.create(bicycle);
  expect(run.status).toBe("awaiting_human");
  const over = asker.runs.ended(run.run_id);
  await reviewer.runs.approve(run, { message: "As the brief says." });
  const { status, outputs } = await over;
  expect([status, outputs.length]).toEqual(["completed", 1]);
  const picture = await asker.runs.output(run.run_id, 0);
  expect(picture.headers.get("content-type")).toMatch(/^image\//);
  expect((await picture.blob()).size).toBeGreaterThan(1000);
});

test("an edit is what is signed, a rejection is what the asker reads", async () => {
  const edited = await asker.runs.create(bicycle);
  await reviewer.runs.edit(edited, { payload: { prompt: "a blue bicycle on a quay" } });
  expect((await asker.runs.ended(edited.run_id)).suggested_payload).toMatchObject({
    prompt: "a blue bicycle on a quay",
  });
  const rejected = await asker.runs.create(bicycle);
  await reviewer.runs.reject(rejected, "We have one already.");
  const { status, decisions } = await asker.runs.ended(rejected.run_id);
  expect([status, decisions.at(-1)?.message]).toEqual(["cancelled", "We have one already."]);
});

test("a refusal is an error with its code and its places", async () => {
  const run = await asker.runs.create(bicycle);
  await reviewer.runs.approve(run);
  const late = await reviewer.runs.reject(run, "too late").catch((error: unknown) => error);
  expect(late).toBeInstanceOf(CountersignError);
  expect(late).toMatchObject({ status: 409, code: "already_decided", requestId: expect.any(String) });
  const wrong = await asker.runs.create({ ...bicycle, model: "no model" }).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ status: 400, code: "validation_error" });
  await expect(asker.runs.get("run_none")).rejects.toMatchObject({ code: "run_not_found" });
});

test("a create whose answer was lost is sent again, and is one run", async () => {
  let lost = 2;
  const forgetful: typeof fetch = async (input, init) => {
    const response = await reach(input, init);
    if (lost-- > 0) throw new TypeError("fetch failed");
    return response;
  };
  const apiKey = await keyOf("requester");
  const client = createCountersign({ baseUrl, apiKey, fetch: forgetful });
  const run = await client.runs.create(bicycle);
  const rows = await all(client.runs.list());
  expect(rows.map(({ run_id }) => run_id)).toEqual([run.run_id]);
});

test("a decision whose answer was lost is not sent again", async () => {
  const run = await asker.runs.create(bicycle);
  let sent = 0;
  const broken: typeof fetch = async () => {
    sent += 1;
    throw new TypeError("fetch failed");
  };
  const client = createCountersign({ baseUrl, apiKey: await keyOf("reviewer"), fetch: broken });
  await expect(client.runs.approve(run)).rejects.toThrow(TypeError);
  expect(sent).toBe(1);
});

test("a stream that breaks is taken up where it broke: every entry once and in order", async () => {
  const run = await asker.runs.create(bicycle);
  await reviewer.runs.approve(run);
  const { run_id } = await asker.runs.ended(run.run_id);
  let streams = 0;
  const breaking: typeof fetch = async (input, init) => {
    const response = await reach(input, init);
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response;
    streams += 1;
    return new Response(cutAfter(response, 2), response);
  };
  const client = createCountersign({ baseUrl, apiKey: await keyOf("admin"), fetch: breaking });
  const entries: RunEvent[] = await all(client.runs.events(run_id));
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  expect(entries.at(-1)?.type).toBe("run_completed");
  expect(streams).toBeGreaterThan(2);
});

test("a server that is not there is told at once, not waited for", async () => {
  const away: typeof fetch = async () => {
    throw new TypeError("fetch failed");
  };
  const client = createCountersign({ baseUrl, apiKey: "x", fetch: away });
  await expect(all(client.runs.events("run_1"))).rejects.toThrow("fetch failed");
});

test("a file is uploaded, named by a run, and linked to", async () => {
  const picture = new Blob([Buffer.from("iVBORw0KGgo=", "base64"), "and more"], { type: "image/png" });
  const { id, bytes } = await asker.files.put(picture, "müll & \ud83d\udeb2.png");
  expect(bytes).toBe(16);
  const run = await asker.runs.create({ ...bicycle, attachments: [id] });
  expect(JSON.stringify(run.attachments)).toContain(id);
  expect((await asker.files.link({ file_id: id, expires_in: 60 })).url).toContain("signature=");
  const stream = new Blob(["a text"]).stream();
  expect(await asker.files.put(stream, "text.txt")).toMatchObject({ bytes: 6 });
  await expect(asker.files.link({ file_id: "file_none" })).rejects.toMatchObject({ code: "not_found" });
});

test("waiting ends with its signal", async () => {
  const run = await asker.runs.create(bicycle);
  const enough = new AbortController();
  const heard: string[] = [];
  const listening = async () => {
    for await (const { type } of asker.runs.events(run.run_id, { signal: enough.signal })) {
      heard.push(type);
      if (type === "awaiting_human") enough.abort(new Error("enough"));
    }
  };
  await expect(listening()).rejects.toThrow("enough");
  expect(heard).toContain("run_created");
});

test("a receipt is checked offline", async () => {
  const run = await asker.runs.create(bicycle);
  await reviewer.runs.approve(run);
  await asker.runs.ended(run.run_id);
  await expect.poll(() => asker.runs.receipts(run.run_id), { timeout: 20_000 }).toHaveLength(1);
  const [receipt = ""] = await asker.runs.receipts(run.run_id);
  const { data: keys } = await asker.api.GET("/api/hitl/keys.json");
  const signed = { run_id: run.run_id, payload_digest: run.payload_digest ?? "" };
  const set = JSON.parse(JSON.stringify(keys));
  expect(await checkReceipt(receipt, set, signed)).toMatchObject({ sub: run.run_id });
  const other = { ...signed, payload_digest: "sha256:other" };
  await expect(checkReceipt(receipt, set, other)).rejects.toThrow("Something else was signed");
  await expect(checkReceipt(receipt, set, signed, new Date(Date.now() + 2 * 86_400_000))).rejects.toThrow(
    "too old",
  );
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const gathered = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

/** The first frames of a stream, which then breaks off. */
function cutAfter(response: Response, frames: number): ReadableStream<Uint8Array> {
  let seen = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      controller.enqueue(part);
      seen += Buffer.from(part).toString().split("\n\n").length - 1;
      if (seen > frames) controller.error(new TypeError("terminated"));
    },
  });
  return response.body?.pipeThrough(counting) ?? new ReadableStream();
}
