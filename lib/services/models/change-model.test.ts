import { beforeEach, describe, expect, test } from "vitest";
import { AddModel } from "@/lib/contracts/catalogue";
import { createRegistry } from "@/lib/providers/registry";
import { createReplicate } from "@/lib/providers/replicate/provider";
import type { Database } from "@/lib/store/connection/client";
import { testAdmin } from "@/lib/testing/app";
import { testDatabase } from "@/lib/testing/database";
import { addModel } from "./add-model";
import { changeModel } from "./change-model";
import { getModel } from "./get-model";
import { removeModel } from "./remove-model";
import { seedModels } from "./seed-models";

const now = new Date("2026-03-01T12:00:00.000Z");
const registry = createRegistry([createReplicate({ token: null })]);
const version = (version: string) => ({
  provider: registry.byName("replicate"),
  runCount: 1,
  model: { name: "acme/one", description: "One", version, exampleInput: {}, openapiSchema: null },
});
const price = { amount_usd: 0.25, per: "call" as const };

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
  await seedModels(db, [version("v1")], now);
});

describe("a price that an admin sets", () => {
  test("is what the example costs from then on, and can be forgotten", async () => {
    const changed = await changeModel({ db, registry }, testAdmin, "replicate", "acme/one", { price }, now);
    expect(changed).toMatchObject({ price, estimated_cost: { amount: 0.25 } });
    const forgotten = await changeModel(
      { db, registry },
      testAdmin,
      "replicate",
      "acme/one",
      { price: null },
      now,
    );
    expect(forgotten).toMatchObject({ price: null, estimated_cost: null });
  });

  test("outlives an upgrade and the model's being added again", async () => {
    await changeModel({ db, registry }, testAdmin, "replicate", "acme/one", { price }, now);
    expect(await seedModels(db, [version("v2")], now)).toBe(true);
    expect(await getModel(db, "replicate", "acme/one")).toMatchObject({ version: "v2", price });
    const body = AddModel.parse({ model: { name: "acme/one", latest_version: "v3" } });
    expect((await addModel({ db, registry }, testAdmin, body, now)).model).toMatchObject({
      version: "v3",
      price,
    });
  });

  test("needs a model that is there", async () => {
    await expect(
      changeModel({ db, registry }, testAdmin, "replicate", "acme/two", { price }, now),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a model that an admin removes", () => {
  test("stays away at an upgrade, and is back when it is added", async () => {
    await removeModel(db, testAdmin, "replicate", "acme/one", now);
    expect(await seedModels(db, [version("v2")], now)).toBe(true);
    await expect(getModel(db, "replicate", "acme/one")).rejects.toMatchObject({ code: "not_found" });
    const body = AddModel.parse({ model: { name: "acme/one", latest_version: "v3" } });
    expect((await addModel({ db, registry }, testAdmin, body, now)).added).toBe(true);
    expect(await seedModels(db, [version("v4")], now)).toBe(true);
    expect(await getModel(db, "replicate", "acme/one")).toMatchObject({ version: "v4" });
  });

  test("cannot be removed twice", async () => {
    await removeModel(db, testAdmin, "replicate", "acme/one", now);
    await expect(removeModel(db, testAdmin, "replicate", "acme/one", now)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
