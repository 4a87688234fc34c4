import { afterEach, beforeEach, expect, test } from "vitest";
import { catalogueModels } from "@/lib/providers/replicate/fixtures/models";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { CurrentModel, ProviderCall } from "../contract";
import { createReplicate } from "./provider";

const never = new AbortController().signal;
const esrgan = "f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa";

let server: ReplicateServer;
beforeEach(async () => {
  server = await startReplicateServer();
});
afterEach(() => server.close());

async function current(model: ProviderCall["model"]): Promise<CurrentModel | null> {
  const { currentModel } = createReplicate({ token: server.token, baseUrl: server.url });
  if (!currentModel) throw new Error("Replicate tells its models");
  return currentModel(model, never);
}

test("without a version the latest is what a call by name would run", async () => {
  const name = "black-forest-labs/flux-schnell";
  const served = catalogueModels().find((model) => model.name === name);
  expect(await current({ name, version: null })).toEqual({
    version: served?.version,
    openapiSchema: served?.openapiSchema,
  });
  server.addModel({ name, version: "v2", official: true, openapiSchema: { components: {} } });
  expect(await current({ name, version: null })).toEqual({
    version: "v2",
    openapiSchema: { components: {} },
  });
});

test("a pinned version is looked at itself, in either spelling", async () => {
  const name = "nightmareai/real-esrgan";
  for (const version of [esrgan, `${name}:${esrgan}`]) {
    expect(await current({ name, version })).toMatchObject({ version: esrgan });
  }
  expect(server.requests.map(({ path }) => path)).toEqual([
    `/v1/models/${name}/versions/${esrgan}`,
    `/v1/models/${name}/versions/${esrgan}`,
  ]);
});

test("what Replicate does not know is null, and never an address of another kind", async () => {
  expect(await current({ name: "nightmareai/real-esrgan", version: "gone" })).toBeNull();
  expect(await current({ name: "nobody/nothing", version: null })).toBeNull();
  expect(await current({ name: "nightmareai/real-esrgan", version: "../../x/y/versions/z" })).toBeNull();
  await expect(current({ name: "a/b/c", version: null })).rejects.toMatchObject({ kind: "permanent" });
  expect(server.requests).toHaveLength(3);
});

test("an answer that does not come is temporary", async () => {
  server.nextAnswers("get_model", { kind: "status", status: 500 }, { kind: "malformed" });
  const model = { name: "black-forest-labs/flux-schnell", version: null };
  for (let n = 0; n < 2; n++) await expect(current(model)).rejects.toMatchObject({ kind: "temporary" });
});
