import { digestOf } from "@/lib/core/digest";
import { estimateCost } from "@/lib/providers/payload/estimate-cost";
import { operationTypeOf } from "@/lib/providers/payload/operation-type";
import type { Database } from "@/lib/store/client";
import { toColumn, toNullableColumn } from "@/lib/store/json-column";
import { modelRef, type StoredPrice } from "./model-row";
import { builtInModels } from "./seed/built-in-models";
import type { SeedModel } from "./seed/seed-model";

const setting = "catalogue.seed";

/**
 * Brings the built-in models into the catalogue, and up to date after an upgrade. Safe to call at
 * every start and by several instances at once: it looks at one setting and is done when nothing
 * changed. Models that others added stay as they are. True when it wrote.
 */
export async function seedModels(
  db: Pick<Database, "prisma" | "transaction">,
  now: Date,
  models: readonly SeedModel[] = builtInModels(),
): Promise<boolean> {
  const rows = models.map(rowOf);
  const digest = digestOf(rows);
  const seeded = await db.prisma.setting.findUnique({ where: { key: setting } });
  if (seeded?.value === digest) return false;
  await db.transaction(async (tx) => {
    for (const { id, ...row } of rows) {
      const columns = {
        ...row,
        exampleInput: toColumn(row.exampleInput),
        exampleOutput: toNullableColumn(row.exampleOutput),
        openapiSchema: toNullableColumn(row.openapiSchema),
        price: toNullableColumn(row.price),
        updatedAt: now,
      };
      await tx.model.upsert({ where: { id }, create: { ...columns, id, createdAt: now }, update: columns });
    }
    await tx.setting.upsert({
      where: { key: setting },
      create: { key: setting, value: digest, updatedAt: now },
      update: { value: digest, updatedAt: now },
    });
  });
  return true;
}

function rowOf({ provider, model, runCount }: SeedModel) {
  const cost = estimateCost(model.exampleInput, model);
  const price = {
    stated: model.price ? { ...model.price } : null,
    exampleSeconds: model.exampleSeconds ?? null,
    exampleCost: cost && { ...cost },
  } satisfies StoredPrice;
  return {
    id: modelRef(provider, model.name),
    provider,
    name: model.name,
    description: model.description,
    operationType: operationTypeOf(model),
    version: model.version,
    exampleInput: model.exampleInput,
    exampleOutput: model.exampleOutput ?? null,
    openapiSchema: model.openapiSchema,
    price,
    runCount,
  };
}
