import { beforeEach, describe, expect, test } from "vitest";
import { ListModels, ModelDetail, ModelSummary } from "@/lib/contracts/catalogue";
import type { CodedError } from "@/lib/core/errors";
import { reckoningProviders } from "@/lib/providers/load-providers";
import { createRegistry } from "@/lib/providers/registry";
import type { Database } from "@/lib/store/connection/client";
import { testDatabase } from "@/lib/testing/database";
import { findModel } from "./find-model";
import { getModel } from "./get-model";
import { listModels } from "./list-models";
import { builtInModels } from "./seed-model";
import { seedModels } from "./seed-models";

const now = new Date("2026-03-01T12:00:00.000Z");

const registry = createRegistry(await reckoningProviders());
const known = builtInModels(registry);

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
  await seedModels(db, known, now);
});

function list(query: Record<string, unknown> = {}) {
  return listModels(db, ListModels.parse(query));
}

async function refusalOf(promise: Promise<unknown>): Promise<CodedError> {
  return promise.then(
    () => {
      throw new Error("It succeeded.");
    },
    (error: CodedError) => error,
  );
}

describe("seedModels", () => {
  test("does nothing when nothing changed, and brings a changed model up to date", async () => {
    expect(await seedModels(db, known, now)).toBe(false);
    const changed = {
      provider: registry.byName("replicate"),
      runCount: 1,
      model: { name: "acme/one", description: "One", version: "v1", exampleInput: {}, openapiSchema: null },
    };
    expect(await seedModels(db, [changed], now)).toBe(true);
    const again = { ...changed, model: { ...changed.model, version: "v2" } };
    expect(await seedModels(db, [again], now)).toBe(true);
    expect((await findModel(db, "replicate:acme/one")).model.version).toBe("v2");
  });

  test("leaves the models of others alone, and two instances at once do no harm", async () => {
    const fresh = await testDatabase();
    await fresh.prisma.model.create({
      data: {
        id: "replicate:acme/own",
        provider: "replicate",
        name: "acme/own",
        operationType: "other",
        exampleInput: {},
        createdAt: now,
        updatedAt: now,
      },
    });
    await Promise.all([seedModels(fresh, known, now), seedModels(fresh, known, now)]);
    expect((await findModel(fresh, "replicate:acme/own")).model.exampleInput).toEqual({});
    expect(await fresh.prisma.model.count()).toBe((await db.prisma.model.count()) + 1);
  });

  test("knows every kind of model", async () => {
    const { data } = await list({ limit: 200, provider: "replicate" });
    expect(data).toHaveLength(41);
    expect(new Set(data.map(({ operation_type }) => operation_type)).size).toBeGreaterThanOrEqual(7);
  });
});

describe("listModels", () => {
  test("gives the sandbox first, then the most used, in pages that lose none", async () => {
    const all = (await list({ limit: 200 })).data;
    expect(all.slice(0, 4).map(({ ref, operation_type }) => [ref, operation_type])).toEqual([
      ["sandbox:sandbox/image", "image_generation"],
      ["sandbox:sandbox/sound", "audio_generation"],
      ["sandbox:sandbox/text", "text_generation"],
      ["replicate:bytedance/sdxl-lightning-4step", "image_generation"],
    ]);
    expect(all[0]?.estimated_cost?.amount).toBe(0);
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 10, cursor });
      paged.push(...page.data);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    for (const row of all) expect(ModelSummary.parse(row)).toEqual(row);
  });

  test("finds by every word of the name, the description or the kind", async () => {
    const names = async (q: string) => (await list({ q })).data.map(({ name }) => name);
    expect(await names("FLUX schnell")).toEqual(["black-forest-labs/flux-schnell"]);
    expect(await names("video generation")).toContain("minimax/video-01");
    expect(await names("no such model at all")).toEqual([]);
    expect((await list({ provider: "nobody" })).data).toEqual([]);
  });

  test("refuses a cursor that it did not give", async () => {
    expect((await refusalOf(list({ cursor: "bm9wZQ" }))).code).toBe("validation_error");
  });
});

describe("getModel", () => {
  test("has the schemas, the example and what the example would cost", async () => {
    const model = await getModel(db, "replicate", "black-forest-labs/flux-schnell");
    expect(ModelDetail.parse(model)).toEqual(model);
    expect(model).toMatchObject({
      ref: "replicate:black-forest-labs/flux-schnell",
      operation_type: "image_generation",
      estimated_cost: { amount: 0.003, currency: "USD" },
      input_schema: { required: ["prompt"] },
      example_input: { num_outputs: 1 },
    });
  });

  test("says what is like the model that is not there", async () => {
    const refusal = await refusalOf(getModel(db, "replicate", "black-forest-labs/flux-snell"));
    expect(refusal.code).toBe("not_found");
    expect(refusal.message).toContain("Did you mean replicate:black-forest-labs/flux-schnell");
  });
});

describe("findModel", () => {
  test("describes a model as providers want it: an official one without a version, others with", async () => {
    const official = await findModel(db, "replicate:black-forest-labs/flux-schnell");
    expect(official).toMatchObject({
      provider: "replicate",
      model: { version: null, price: { per: "output" } },
    });
    const { model } = await findModel(db, "replicate:nightmareai/real-esrgan");
    expect(model.version).toMatch(/^f121d640/);
    expect(model.exampleSeconds).toBeGreaterThan(0);
    expect(model.openapiSchema).toHaveProperty("components.schemas.Input");
  });

  test.each(["flux-schnell", "black-forest-labs/flux-schnell", "replicate:", "replicate:flux", ""])(
    "refuses %j, which names no model of a provider",
    async (ref) => {
      const refusal = await refusalOf(findModel(db, ref));
      expect(refusal.code).toBe("validation_error");
      expect(refusal.details.errors?.[0]?.pointer).toBe("/model");
    },
  );

  test("says what is like the model that is not there", async () => {
    const refusal = await refusalOf(findModel(db, "replicate:stabilityai/sdxl"));
    expect([refusal.code, refusal.message]).toEqual([
      "not_found",
      expect.stringContaining("replicate:stability-ai/sdxl"),
    ]);
  });
});
