import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AddModel, ModelDetail } from "@/lib/contracts/catalogue";
import type { CodedError } from "@/lib/core/errors";
import { createRegistry } from "@/lib/providers/registry";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { createSandbox } from "@/lib/providers/sandbox/provider";
import type { Database } from "@/lib/store/connection/client";
import { testAdmin } from "@/lib/testing/app";
import { testDatabase } from "@/lib/testing/database";
import { secretTool } from "@/lib/testing/secret-model";
import { addModel } from "./add-model";
import { findModel } from "./find-model";

const now = new Date("2026-03-01T12:00:00.000Z");
let db: Database;
let server: ReplicateServer;
beforeEach(async () => {
  db = await testDatabase();
  server = await startReplicateServer();
});
afterEach(() => server.close());

function add(body: Record<string, unknown>, token: string | null = server.token) {
  const registry = createRegistry([
    createReplicate({ token, baseUrl: server.url }),
    createSandbox({ dataDir: "/nowhere" }),
  ]);
  return addModel({ db, registry }, testAdmin, AddModel.parse(body), now);
}

async function refusalOf(promise: Promise<unknown>): Promise<CodedError> {
  return promise.then(
    () => {
      throw new Error("It succeeded.");
    },
    (error: CodedError) => error,
  );
}

describe("addModel by name", () => {
  test("fetches the model from its provider, and a create may name it then", async () => {
    const { model, added } = await add({ name: "black-forest-labs/flux-schnell" });
    expect(added).toBe(true);
    expect(ModelDetail.parse(model)).toMatchObject({
      ref: "replicate:black-forest-labs/flux-schnell",
      operation_type: "image_generation",
    });
    const found = await findModel(db, "replicate:black-forest-labs/flux-schnell");
    expect(found.model.openapiSchema).not.toBeNull();
    expect((await add({ name: "black-forest-labs/flux-schnell" })).added).toBe(false);
  });

  test("says when the provider knows no such model, cannot be asked, or has none to fetch", async () => {
    expect(await refusalOf(add({ name: "no/such" }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(add({ name: "a/b" }, null))).toMatchObject({ code: "provider_error" });
    expect(await refusalOf(add({ provider: "sandbox", name: "a/b" }))).toMatchObject({
      code: "validation_error",
    });
    expect(await refusalOf(add({ provider: "nobody", name: "a/b" }))).toMatchObject({
      code: "validation_error",
    });
  });
});

describe("addModel by JSON", () => {
  const schemas = {
    Input: { type: "object", required: ["prompt"], properties: { prompt: { type: "string" } } },
    Output: { type: "string" },
  };

  test("takes what Replicate's API answers for a model", async () => {
    const { model } = await add({
      model: {
        owner: "acme",
        name: "writer",
        description: "Writes",
        run_count: 7,
        latest_version: { id: "v1", openapi_schema: { components: { schemas } } },
        default_example: { input: { prompt: "hi" }, output: "hello", metrics: { predict_time: 2 } },
      },
      price: { amount_usd: 0.5, per: "call" },
    });
    expect(model).toMatchObject({
      ref: "replicate:acme/writer",
      operation_type: "text_generation",
      version: "v1",
      estimated_cost: { amount: 0.5 },
      example_input: { prompt: "hi" },
    });
  });

  test("takes what a tool configuration says of a model", async () => {
    const openapi_schema = { components: { schemas } };
    const { model } = await add({ model: { name: "acme/plain", latest_version: "v2", openapi_schema } });
    expect(model).toMatchObject({ ref: "replicate:acme/plain", version: "v2" });
  });

  test("refuses JSON that describes no model", async () => {
    expect(await refusalOf(add({ model: { hello: "world" } }))).toMatchObject({
      code: "validation_error",
      details: { errors: [{ pointer: "/model" }] },
    });
    expect(await refusalOf(add({ model: { name: "../etc/passwd" } }))).toMatchObject({
      code: "validation_error",
    });
  });

  test("takes exactly one of name and JSON", () => {
    expect(AddModel.safeParse({}).success).toBe(false);
    expect(AddModel.safeParse({ name: "a/b", model: {} }).success).toBe(false);
    expect(AddModel.safeParse({ name: "https://a.example/b" }).success).toBe(false);
  });
});

test("the catalogue keeps no secret of an example", async () => {
  const example_input = {
    prompt: "x",
    hf_token: "hf_of_somebody",
    image: "https://bucket.example/a.png?X-Amz-Signature=00ff00ff",
  };
  const tool = secretTool(example_input)["replicate-agent-tool"]?.data;
  const { model } = await add({ provider: "replicate", model: tool });
  expect(model.example_input).toEqual({ prompt: "x", image: "https://bucket.example/a.png" });
});
