import { expect, test } from "vitest";
import { guarded } from "@/lib/providers/guarded";
import { createRegistry } from "@/lib/providers/registry";
import { startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { replicateBudgets } from "@/lib/providers/replicate/limits";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { testAdmin } from "@/lib/testing/app";
import { testDatabase } from "@/lib/testing/database";
import { describedModels } from "./described-models";
import { namedModel } from "./named-model";
import { removeModel } from "./remove-model";
import { builtInModels } from "./seed-model";
import { seedModels } from "./seed-models";

const now = () => new Date("2026-03-01T12:00:00.000Z");
const db = await testDatabase();
await seedModels(db, builtInModels(createRegistry([createReplicate({ token: null })])), now());

async function world(token: string | null = "r8_test_token", timeout = 5_000) {
  const schema = (text: string) => ({
    components: { schemas: { Input: { type: "object", properties: { [text]: { type: "string" } } } } },
  });
  const server = await startReplicateServer({
    models: [
      { name: "acme/new", version: "v2", openapiSchema: schema("prompt") },
      { name: "acme/new", version: "v1", openapiSchema: schema("words") },
    ],
  });
  const replicate = guarded(createReplicate({ token, baseUrl: server.url }), {
    limits: replicateBudgets,
    now,
  });
  const sources = {
    db,
    registry: createRegistry([replicate]),
    described: describedModels({ now, timeout, keptFor: 60_000 }),
  };
  const find = (ref: string) => namedModel(sources, `replicate:${ref}`);
  return { server, find, [Symbol.asyncDispose]: () => server.close() };
}

test("a model that nobody put into the catalogue is not refused: its provider describes it, once for many", async () => {
  await using at = await world();
  const found = await at.find("acme/new");
  expect(found).toMatchObject({
    provider: "replicate",
    foreign: true,
    model: { name: "acme/new", version: "v2" },
  });
  expect(found.model.openapiSchema).toHaveProperty("components.schemas.Input.properties.prompt");
  await at.find("acme/new");
  expect(at.server.requests).toHaveLength(1);
  expect((await at.find("black-forest-labs/flux-schnell")).foreign).toBeUndefined();
  expect(at.server.requests).toHaveLength(1);
});

test("a version in Replicate's own notation is the version that runs, with its own schema", async () => {
  await using at = await world();
  const { model } = await at.find("acme/new:v1");
  expect(model).toMatchObject({ name: "acme/new", version: "v1" });
  expect(model.openapiSchema).toHaveProperty("components.schemas.Input.properties.words");
  await expect(at.find("acme/new:v9")).rejects.toMatchObject({ code: "not_found" });
  const pinned = "nightmareai/real-esrgan:f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa";
  expect((await at.find(pinned)).model.version).toBe(pinned.split(":")[1]);
});

test("a provider that cannot be asked refuses nobody and holds nobody up, and the description says so", async () => {
  await using at = await world(undefined, 1_500);
  at.server.nextAnswers("get_model", { kind: "never" }, { kind: "status", status: 503 });
  for (let n = 0; n < 2; n++) {
    const { model } = await at.find("acme/new:v1");
    expect(model).toMatchObject({ name: "acme/new", version: "v1", openapiSchema: null });
    expect(model.unknownBecause).toMatch(/\S/);
    expect(model.unproven).toBe(true);
  }
  const { model } = await at.find("acme/new:v1");
  expect([model.unknownBecause, model.unproven]).toEqual([undefined, undefined]);
});

test("what the provider does not know, cannot have, or an admin took out is not found", async () => {
  await using at = await world();
  for (const name of ["acme/nothing", "deployments/acme/new"])
    await expect(at.find(name)).rejects.toMatchObject({ code: "not_found" });
  await removeModel(db, testAdmin, "replicate", "nightmareai/real-esrgan", now());
  await expect(at.find("nightmareai/real-esrgan")).rejects.toMatchObject({ code: "not_found" });
  await using bare = await world(null);
  await expect(bare.find("acme/new")).rejects.toMatchObject({ code: "not_found" });
  expect(bare.server.requests).toEqual([]);
});
