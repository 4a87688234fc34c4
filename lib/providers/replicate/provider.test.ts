import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { catalogueModels } from "@/lib/providers/replicate/fixtures/models";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { ModelDescription, Provider } from "../contract";
import { ProviderError } from "../provider-error";
import { createReplicate } from "./provider";

const never = new AbortController().signal;

let server: ReplicateServer;
let time: Date;
let replicate: Provider;
beforeEach(async () => {
  time = new Date("2026-03-01T12:00:00.000Z");
  server = await startReplicateServer({ now: () => time });
  replicate = createReplicate({ token: server.token, baseUrl: server.url, now: () => time });
});
afterEach(() => server.close());

const models = catalogueModels().map(
  (model): ModelDescription => ({
    name: model.name,
    description: model.description ?? null,
    version: model.official ? null : model.version,
    exampleInput: model.exampleInput ?? {},
    exampleOutput: model.exampleOutput ?? null,
    openapiSchema: model.openapiSchema ?? null,
  }),
);

function catalogueModel(name: string): ModelDescription {
  const found = models.find((model) => model.name === name);
  if (found === undefined) throw new Error(`${name} is not in the catalogue.`);
  return found;
}

async function kindOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no error",
    (error: unknown) => (error instanceof ProviderError ? error.kind : String(error)),
  );
}

test("a prompt becomes a payload, a prediction, an audited answer and a real file", async () => {
  const model = catalogueModel("black-forest-labs/flux-schnell");
  const { payload } = replicate.createPayload({ prompt: "a red bicycle on a quay", attachments: [], model });
  expect(replicate.validatePayload(payload, model)).toEqual([]);
  const call = { model, payload, attemptKey: "run_1/1", webhookUrl: null };
  const { id } = await replicate.execute.submit(call, never);
  const { output } = await replicate.execute.get(id, never);
  const audited = replicate.auditResponse(output, model);
  expect(audited.value).toEqual([null]);
  const [file] = audited.files;
  expect(file?.kind).toBe("image");
  const response = await replicate.openOutput(file ?? { url: "", kind: "file" }, never);
  expect(response.headers.get("content-type")).toBe("image/webp");
});

test("every model of the catalogue runs with its own example, by version or by name", async () => {
  const refused = [];
  for (const model of models) {
    const call = { model, payload: model.exampleInput, attemptKey: "run_1/1", webhookUrl: null };
    const kind = await kindOf(replicate.execute.submit(call, never));
    if (kind !== "no error") refused.push(model.name);
  }
  expect(refused).toEqual([]);
});

test("without a token it is not configured, and sends nothing, not even with a token of the environment", async () => {
  const before = process.env.REPLICATE_API_TOKEN;
  process.env.REPLICATE_API_TOKEN = server.token;
  try {
    const bare = createReplicate({ token: " ", baseUrl: server.url });
    expect(bare.isConfigured()).toBe(false);
    expect(await kindOf(bare.execute.get("rp1", never))).toBe("permanent");
    expect(server.requests).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.REPLICATE_API_TOKEN;
    else process.env.REPLICATE_API_TOKEN = before;
  }
});

test("a file that is gone is a permanent error, one that does not come a temporary one", async () => {
  const url = `${server.origin}/files/rp1/out-0.png`;
  server.nextAnswers("file", { kind: "status", status: 503 }, { kind: "drop", accepted: false });
  expect(await kindOf(replicate.openOutput({ url, kind: "image" }, never))).toBe("temporary");
  expect(await kindOf(replicate.openOutput({ url, kind: "image" }, never))).toBe("temporary");
  const { id } = server.addPrediction({ model: "a/b", version: "v", input: {} });
  server.removeData(id);
  const gone = replicate.openOutput({ url: `${server.origin}/files/${id}/out-0.png`, kind: "image" }, never);
  await expect(gone).rejects.toMatchObject({ kind: "permanent", status: 404 });
});

test("an output cannot make it read other addresses, directly or by a redirect", async () => {
  const other = createServer((_request, response) => response.end("inside")).listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const inside = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/secret`;
  let asked = 0;
  other.on("request", () => {
    asked += 1;
  });
  const urls = [
    inside,
    "http://169.254.169.254/latest/meta-data",
    "http://replicate.delivery/plain.png",
    "https://replicate.delivery.example.com/a.png",
    "file:///etc/passwd",
    "nonsense",
  ];
  for (const url of urls) {
    expect(await kindOf(replicate.openOutput({ url, kind: "file" }, never))).toBe("permanent");
  }
  const redirecting = createReplicate({
    token: server.token,
    baseUrl: server.url,
    fetch: async () => new Response(null, { status: 302, headers: { location: inside } }),
  });
  const file = { url: "https://replicate.delivery/a.png", kind: "image" } as const;
  expect(await kindOf(redirecting.openOutput(file, never))).toBe("permanent");
  other.close();
  expect(asked).toBe(0);
});

test("the token goes with a file's request to the API's own address only", async () => {
  const seen: [string, string | null][] = [];
  const watching = createReplicate({
    token: server.token,
    baseUrl: server.url,
    fetch: async (input, init) => {
      seen.push([String(input), new Headers(init?.headers).get("authorization")]);
      return new Response("bytes");
    },
  });
  for (const url of [`${server.origin}/files/rp1/a.png`, "https://pbxt.replicate.delivery/x/a.png"]) {
    await watching.openOutput({ url, kind: "image" }, never);
  }
  expect(seen).toEqual([
    [`${server.origin}/files/rp1/a.png`, `Bearer ${server.token}`],
    ["https://pbxt.replicate.delivery/x/a.png", null],
  ]);
});

test("an inline output is decoded without a network", async () => {
  const response = await replicate.openOutput({ url: "data:text/plain;base64,aGk=", kind: "text" }, never);
  expect(await response.text()).toBe("hi");
});

test.each([
  ["test-model", "v1.0", "Replicate's models are named owner/name"],
  ["deployments/acme/painter", null, "deployments are not called from here"],
  ["acme/painter/more", null, "Replicate's models are named owner/name"],
  ["acme/painter:v1", "v2", "the name says one version and v2 is another"],
  ["acme/painter", "other/model:v1", "the version other/model:v1 is another model's"],
  ["acme/painter", "../../x", "is no version's id"],
])("%s at %s is not signed in the belief that it can be sent", (name, version, why) => {
  const named = replicate.readReference?.({ name, version }) ?? { name, version };
  const model = { ...named, description: null, exampleInput: {}, openapiSchema: null };
  const errors = replicate.validatePayload({}, model).filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([{ pointer: "", issue: expect.stringContaining(why) }]);
});

test.each([
  ["acme/painter:abc", null],
  ["acme/painter:abc", "abc"],
  ["acme/painter", "abc"],
  ["acme/painter", "acme/painter:abc"],
])("%s at %s is one model at one version", (name, version) => {
  const named = replicate.readReference?.({ name, version }) ?? { name, version };
  expect(named.name).toBe("acme/painter");
  const model = { ...named, description: null, exampleInput: {}, openapiSchema: null };
  expect(replicate.validatePayload({}, model)).toMatchObject([{ severity: "info" }]);
});
