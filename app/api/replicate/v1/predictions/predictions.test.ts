import { createHash } from "node:crypto";
import Replicate from "replicate";
import { describe, expect, test } from "vitest";
import type { Prediction } from "@/lib/contracts/replicate/prediction";
import { type Client, testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { addRule } from "@/lib/testing/rules";

const { app, rita, rob, ann, ada, nobody, replicate: provider, fetch: reach } = await testApi();
const flux = "black-forest-labs/flux-schnell";
const v1 = "/api/replicate/v1";
const { authorization, id: keyId } = await testKey(app, "requester");

/** The official client, told nothing but another address and another key. */
const replicate = new Replicate({
  auth: authorization.replace("Bearer ", ""),
  baseUrl: `http://localhost:3000${v1}`,
  fetch: reach,
});
const input = { prompt: "a red bicycle on a quay", num_outputs: 2, go_fast: false };

async function runOfKey(): Promise<string> {
  const where = { ownerId: keyId, status: "awaiting_human" as const };
  const waiting = () => app.db.prisma.run.findFirst({ where });
  await expect.poll(waiting, { timeout: 15_000 }).not.toBeNull();
  return (await waiting())?.id ?? "";
}

async function predictionOf(asked: Promise<Response>, status: number): Promise<Prediction> {
  const response = await asked;
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(status);
  return body;
}

const ask = (who: Client, body: object = { input }, headers: Record<string, string> = {}) =>
  who.post(`${v1}/models/${flux}/predictions`, body, headers);

async function waiting(who: Client = rita): Promise<Prediction> {
  const { id } = await predictionOf(ask(who), 201);
  await expect.poll(async () => (await ann.run(id)).status, { timeout: 15_000 }).toBe("awaiting_human");
  return predictionOf(who.get(`${v1}/predictions/${id}`), 200);
}

describe("an application that speaks to the desk in place of Replicate", () => {
  test("runs a model once a person has approved, and reads its files", async () => {
    const before = provider.predictions.length;
    const running = replicate.run(flux, { input });
    const run = await ann.run(await runOfKey());
    expect(run).toMatchObject({
      current_step: "payload_review",
      model: flux,
      prompt: input.prompt,
      suggested_payload: input,
      validation_issues: [],
    });
    expect(provider.predictions.length).toBe(before);
    await ann.decide(run.run_id, "approve");
    const output = await running;
    expect(provider.predictions.at(-1)?.input).toEqual(input);
    expect(output).toHaveLength(1);
    for (const address of Object.values(output)) {
      const file = await nobody.get(String(address).replace("http://localhost:3000", ""));
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/webp"]);
    }
  });

  test("is told that it waits, and where", async () => {
    const prediction = await waiting();
    expect(prediction).toMatchObject({ status: "starting", output: null, error: null, model: flux, input });
    expect(prediction.version).toBe("hidden");
    expect(prediction.urls.web).toBe(`http://localhost:3000/runs/${prediction.id}`);
    expect(prediction.logs).toContain(`Waiting for a person at payload_review`);
    expect(prediction.logs).toContain(prediction.urls.web);
  });

  test("gets the reviewer's reason as the error of a rejected one", async () => {
    const running = replicate.run(flux, { input });
    const refused = expect(running).rejects.toThrow(
      "Prediction failed: Rejected by a reviewer: Bicycles are not our business.",
    );
    const id = await runOfKey();
    await ann.decide(id, "reject", { reason: "Bicycles are not our business." });
    await refused;
    expect(await replicate.predictions.get(id)).toMatchObject({ status: "failed", output: null });
  });

  test("reads of an edited one what was signed", async () => {
    const { id } = await waiting();
    await ann.decide(id, "edit", { edits: { payload: { prompt: "a blue bicycle", num_outputs: 1 } } });
    const edited = await predictionOf(rita.get(`${v1}/predictions/${id}`), 200);
    const signed = { ...input, prompt: "a blue bicycle", num_outputs: 1 };
    expect(edited).toMatchObject({ status: "succeeded", input: signed });
    expect(edited.metrics?.total_time).toBeGreaterThan(0);
    expect(provider.predictions.at(-1)?.input).toEqual(signed);
  });

  test("cancels, and hears of it", async () => {
    const prediction = await replicate.predictions.create({ model: flux, input });
    expect(prediction.status).toBe("starting");
    expect(await replicate.predictions.cancel(prediction.id)).toMatchObject({
      status: "canceled",
      error: null,
    });
    expect(await replicate.predictions.cancel(prediction.id)).toMatchObject({ status: "canceled" });
    expect((await ann.run(prediction.id)).status).toBe("cancelled");
  });

  test("lists its predictions page by page", async () => {
    const seen: string[] = [];
    for await (const page of replicate.paginate(replicate.predictions.list))
      seen.push(...page.map(({ id }) => id));
    const own = await app.db.prisma.run.count({ where: { ownerId: keyId } });
    expect(new Set(seen).size).toBe(own);
  });

  test("waits as long as it says, and is answered with the output then", async () => {
    const asked = ask(rita, { input }, { prefer: "wait=15", "countersign-policy": "auto" });
    const prediction = await predictionOf(asked, 201);
    expect(prediction).toMatchObject({ status: "succeeded", error: null, data_removed: false });
    expect(prediction.completed_at).toBeTruthy();
    const late = await predictionOf(ask(rita, { input }, { prefer: "wait=1" }), 202);
    expect([late.status, late.output]).toEqual(["starting", null]);
  });

  test("names a version in each of Replicate's ways", async () => {
    const row = await app.db.prisma.model.findFirstOrThrow({
      where: { provider: "replicate", NOT: { version: null } },
    });
    const given = { image: "https://example.com/a.png", prompt: "x" };
    for (const version of [row.version ?? "", `${row.name}:${row.version}`, row.name]) {
      const asked = rita.post(`${v1}/predictions`, { version, input: given });
      expect(await predictionOf(asked, 201)).toMatchObject({ model: row.name, version: row.version });
    }
    const unknown = await rita.post(`${v1}/predictions`, { version: "0".repeat(64), input: given });
    expect([unknown.status, (await unknown.json()).detail]).toEqual([
      422,
      expect.stringContaining("Send owner/name:version"),
    ]);
  });
});

describe("who may", () => {
  test("see a prediction is its asker, and whoever may see all runs", async () => {
    const { id } = await waiting();
    const path = `${v1}/predictions/${id}`;
    const statuses = await Promise.all(
      [rita, rob, ann, ada].map(async (who) => (await who.get(path)).status),
    );
    expect(statuses).toEqual([200, 404, 200, 200]);
    expect((await rob.post(`${path}/cancel`)).status).toBe(404);
    expect((await ann.run(id)).status).toBe("awaiting_human");
    const listed = await (await rob.get(`${v1}/predictions`)).json();
    expect(listed).toEqual({ previous: null, next: null, results: [] });
  });

  test("say Token as well as Bearer", async () => {
    const token = authorization.replace("Bearer", "Token");
    expect((await nobody.get(`${v1}/predictions`, { authorization: token })).status).toBe(200);
  });

  test("not see what waits for a look at the answer", async () => {
    const headers = { "countersign-policy": "require_human" };
    const { id } = await predictionOf(ask(rita, { input }, headers), 201);
    await expect.poll(async () => (await ann.run(id)).status, { timeout: 15_000 }).toBe("awaiting_human");
    const run = await ann.decide(id, "approve");
    expect([run.current_step, run.outputs.length]).toEqual(["response_review", 1]);
    for (const who of [rita, ann])
      expect(await predictionOf(who.get(`${v1}/predictions/${id}`), 200)).toMatchObject({
        status: "starting",
        output: null,
      });
    await ann.decide(id, "approve");
    expect((await predictionOf(rita.get(`${v1}/predictions/${id}`), 200)).output).toHaveLength(1);
  });
});

describe("a refusal is in Replicate's shape", () => {
  test.each<[string, () => Promise<Response>, number, RegExp]>([
    ["without a key", () => nobody.get(`${v1}/predictions`), 401, /Sign in/],
    [
      "of a prediction there is not",
      () => rita.get(`${v1}/predictions/gm3qorzdhgbfurvjtvhg6dckhu`),
      404,
      /no run/,
    ],
    [
      "of a model there is not",
      () => rita.post(`${v1}/models/acme/nothing/predictions`, { input }),
      404,
      /acme\/nothing/,
    ],
    ["without an input", () => ask(rita, {}), 422, /input/],
    [
      "of a key nobody knows",
      () => ask(rita, { input, webhook_completed: "https://a.example" }),
      422,
      /webhook_completed/,
    ],
    [
      "of a policy there is not",
      () => ask(rita, { input }, { "countersign-policy": "never" }),
      422,
      /Countersign-Policy/,
    ],
    [
      "of metadata that is none",
      () => ask(rita, { input }, { "countersign-metadata": "[1]" }),
      422,
      /JSON object/,
    ],
    ["of another method", () => rita.put(`${v1}/predictions`, {}), 405, /takes GET and POST/],
  ])("%s", async (_, asked, status, detail) => {
    const response = await asked();
    const body = await response.json();
    expect([response.status, body.status]).toEqual([status, status]);
    expect(body.detail).toMatch(detail);
  });

  test("for who asks too much", async () => {
    const { authorization } = await testKey(app, "requester", { creates: 1 });
    const post = () => nobody.post(`${v1}/models/${flux}/predictions`, { input }, { authorization });
    expect((await post()).status).toBe(201);
    const response = await post();
    expect([response.status, (await response.json()).title]).toEqual([429, "Request was throttled"]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

test("a request sent again under its Idempotency-Key makes no second run", async () => {
  const key = { "idempotency-key": "again-1" };
  const [first, second] = [await ask(rita, { input }, key), await ask(rita, { input }, key)];
  expect((await second.json()).id).toBe((await first.json()).id);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
});

test("the same body with another word about review is another request", async () => {
  const key = { "idempotency-key": "again-2" };
  expect((await ask(rita, { input }, { ...key, "countersign-policy": "auto" })).status).toBe(201);
  const other = await ask(rita, { input }, { ...key, "countersign-policy": "require_human" });
  expect([other.status, (await other.json()).detail]).toEqual([409, expect.stringContaining("again-2")]);
});

test("a cancel that is sent again keeps nothing of what it answers", async () => {
  const { id } = await waiting();
  const key = { "idempotency-key": "cancel-1" };
  for (const _ of [1, 2])
    expect((await rita.post(`${v1}/predictions/${id}/cancel`, {}, key)).status).toBe(200);
  expect(await app.db.prisma.idempotencyRecord.count({ where: { key: "cancel-1" } })).toBe(0);
});

test.each([
  '{"a":"\\u0000"}',
  `{"a":${"[".repeat(8_000)}${"]".repeat(8_000)}}`,
  '{"a":1e400}',
  '{"__proto__":{}}',
])("metadata that could not stand in a body does not stand in a header: %.30s", async (text) => {
  expect((await ask(rita, { input }, { "countersign-metadata": text })).status).toBe(422);
});

test("the secret of a key's webhooks is for the key itself alone", async () => {
  const own = await rita.get(`${v1}/webhooks/default/secret`);
  const { key } = await own.json();
  expect(await (await rita.get(`/api/keys/${rita.id}/webhook_secret`)).json()).toEqual({ secret: key });
  for (const other of [rob, ann, ada])
    expect((await other.get(`/api/keys/${rita.id}/webhook_secret`)).status).toBe(404);
});

test("what the sandbox has needs no account, and its text comes in parts as a language model's does", async () => {
  const running = replicate.run("sandbox/text", { input: { prompt: "hello" } });
  await ann.decide(await runOfKey(), "approve");
  expect(Object.values(await running).join("")).toContain("hello");
});

test("an output that is one file is one address, as the model gave it", async () => {
  provider.nextPredictions({ output: `${provider.origin}/files/one/0.webp` });
  const asked = ask(rita, { input }, { prefer: "wait=15", "countersign-policy": "auto" });
  const { output } = await predictionOf(asked, 201);
  expect(output).toMatch(/^http:\/\/localhost:3000\/api\/hitl\/runs\/run_\w+\/outputs\/0\?expires=/);
});

describe("a link to an output", () => {
  const made = async () => {
    const asked = ask(rita, { input }, { prefer: "wait=15", "countersign-policy": "auto" });
    const { id, output } = await predictionOf(asked, 201);
    const url = new URL(String(Array.isArray(output) ? output[0] : output));
    return { id, url };
  };
  const refusedWith = async (url: URL) => {
    const response = await nobody.get(url.pathname + url.search);
    return [response.status, (await response.json()).detail];
  };

  test("opens nothing else, and nothing with another end", async () => {
    const { url } = await made();
    const other = await made();
    const elsewhere = new URL(other.url.pathname + url.search, url);
    const longer = new URL(url);
    longer.searchParams.set("expires", String(Number(url.searchParams.get("expires")) + 1));
    for (const wrong of [elsewhere, longer])
      expect(await refusedWith(wrong)).toEqual([403, "The signature of this link is not ours."]);
  });

  test("is refused after its end, in a sentence", async () => {
    const { url } = await made();
    const { context } = app.engine;
    const now = context.clock;
    context.clock = () => new Date(now().getTime() + 26 * 3_600_000);
    try {
      expect(await refusedWith(url)).toEqual([403, expect.stringContaining("This link ended at")]);
    } finally {
      context.clock = now;
    }
  });
});

const picture = new Blob([Buffer.from("89504e470d0a1a0a", "hex")], { type: "image/png" });

test("a file is uploaded by the client itself, and stands as what was signed", async () => {
  const running = replicate.run("cjwbw/rembg", { input: { image: picture } });
  const id = await runOfKey();
  const { suggested_payload, prompt } = await ann.run(id);
  const sha256 = createHash("sha256").update(Buffer.from("89504e470d0a1a0a", "hex")).digest("hex");
  expect([suggested_payload, prompt]).toEqual([{ image: expect.objectContaining({ sha256 }) }, ""]);
  await ann.decide(id, "approve");
  await running;
  expect(provider.predictions.at(-1)?.input).toEqual({ image: provider.uploads.at(-1)?.url });
});

test("a client that would send its own key as an input is refused, and the key is kept nowhere", async () => {
  const auth = authorization.replace("Bearer ", "");
  const baseUrl = `http://localhost:3000${v1}`;
  const client = new Replicate({ auth, baseUrl, fileEncodingStrategy: "data-uri", fetch: reach });
  const before = await app.db.prisma.run.count();
  const input = { image: picture };
  await expect(client.run("cjwbw/rembg", { input })).rejects.toThrow(
    "the very key that this request came with",
  );
  expect(await app.db.prisma.run.count()).toBe(before);
});

test("a page of large predictions ends early, and the next one goes on", async () => {
  const image = `data:image/png;base64,${"A".repeat(500_000)}`;
  const made: string[] = [];
  for (let count = 0; count < 6; count++) {
    const asked = rob.post(`${v1}/models/cjwbw/rembg/predictions`, { input: { image } });
    made.unshift((await predictionOf(asked, 201)).id);
  }
  const page = async (address: string) =>
    (await rob.get(address.replace("http://localhost:3000", ""))).json();
  const first = await page(`${v1}/predictions`);
  const second = await page(first.next);
  const ids = [...first.results, ...second.results].map(({ id }: Prediction) => id);
  expect([first.results.length < 6, second.next, ids]).toEqual([true, null, made]);
});

test("an edit of the words at information review keeps all else of the input", async () => {
  const demand = { policy: "require_human" as const, allowed_steps: ["information_review" as const] };
  await addRule(app.db, { name: "Words first", order: 0, when: { metadata: { look: "words" } }, demand });
  const headers = { "countersign-policy": "auto", "countersign-metadata": '{"look":"words"}' };
  const { id } = await predictionOf(ask(rita, { input }, headers), 201);
  expect((await ann.run(id)).current_step).toBe("information_review");
  await ann.decide(id, "edit", { edits: { prompt: "a green bicycle" } });
  const done = await predictionOf(rita.get(`${v1}/predictions/${id}`), 200);
  expect(done).toMatchObject({ status: "succeeded", input: { ...input, prompt: "a green bicycle" } });
});

describe("a language model", () => {
  const llama = "meta/meta-llama-3-8b-instruct";
  const asked = { prompt: "Write a haiku about quays." };

  test("is streamed once a person has approved", async () => {
    provider.nextPredictions({ output: ["Grey ", "water\n", "waits."] });
    const deciding = runOfKey().then((id) => ann.decide(id, "approve"));
    const events: { event: string; data: string }[] = [];
    for await (const { event, data } of replicate.stream(llama, { input: asked }))
      events.push({ event, data });
    await deciding;
    const said = events.filter(({ event }) => event === "output").map(({ data }) => data);
    expect(said).toEqual(["Grey ", "water\n", "waits."]);
    expect(events.at(-1)).toEqual({ event: "done", data: "{}" });
  });

  test("gives its words in the parts they came in", async () => {
    provider.nextPredictions({ output: ["Grey ", "waits."] });
    const running = replicate.run(llama, { input: asked });
    await ann.decide(await runOfKey(), "approve");
    expect(await running).toEqual(["Grey ", "waits."]);
  });

  test("gives what a reviewer wrote in their place as a list of one", async () => {
    provider.nextPredictions({ output: ["Grey ", "waits."] });
    const everywhere = { "countersign-policy": "require_human" };
    const made = rita.post(`${v1}/models/${llama}/predictions`, { input: asked }, everywhere);
    const { id } = await predictionOf(made, 201);
    const asks = async () => {
      const { status, current_step } = await ann.run(id);
      return status === "awaiting_human" ? current_step : null;
    };
    await expect.poll(asks, { timeout: 15_000 }).toBe("payload_review");
    await ann.decide(id, "approve");
    await expect.poll(asks, { timeout: 15_000 }).toBe("response_review");
    await ann.decide(id, "edit", { edits: { response: "Blue waits." } });
    const { output } = await predictionOf(rita.get(`${v1}/predictions/${id}`), 200);
    expect(output).toEqual(["Blue waits."]);
  });

  test("that was rejected tells the reason in its stream", async () => {
    const deciding = runOfKey().then((id) => ann.decide(id, "reject", { reason: "No haikus." }));
    const read = async () => {
      for await (const _ of replicate.stream(llama, { input: asked }));
    };
    await expect(read()).rejects.toThrow("Rejected by a reviewer: No haikus.");
    await deciding;
  });

  test("is streamed to nobody by an address that is not signed", async () => {
    const { urls } = await predictionOf(
      rita.post(`${v1}/models/${llama}/predictions`, { input: asked }),
      201,
    );
    const { pathname, search } = new URL(urls.stream ?? "");
    const wrong = search.replace(/signature=.{4}/, "signature=AAAA");
    expect((await nobody.get(pathname + wrong)).status).toBe(403);
    expect((await nobody.get(pathname)).status).toBe(422);
  });
});

test("one that is to be cancelled after a while is, though nobody asks again", async () => {
  const made = await predictionOf(ask(rita, { input }, { "cancel-after": "5s" }), 201);
  expect(Date.parse(made.deadline ?? "") - Date.parse(made.created_at)).toBe(5_000);
  const status = async () => (await predictionOf(rita.get(`${v1}/predictions/${made.id}`), 200)).status;
  await expect.poll(status, { timeout: 20_000 }).toBe("canceled");
});

test("one that nobody reviewed in time has failed, and says so", async () => {
  const demand = { policy: "require_human" as const, timeout_seconds_max: 1 };
  await addRule(app.db, { name: "Quick", order: 0, demand });
  await expect(replicate.run(flux, { input })).rejects.toThrow("Nobody reviewed this in time");
});

test("a run whose request cannot be read takes the list of predictions from nobody", async () => {
  const [broken, whole] = [await waiting(rob), await waiting(rob)];
  await app.db.prisma.run.update({ where: { id: broken.id }, data: { request: [] } });
  const { results } = await (await rob.get(`${v1}/predictions`)).json();
  const ids = results.map(({ id }: Prediction) => id);
  expect([ids.includes(whole.id), ids.includes(broken.id)]).toEqual([true, false]);
});
