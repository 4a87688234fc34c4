import { operationTypeOf } from "@/lib/providers/payload/operation-type";
import type { Database } from "@/lib/store/connection/client";
import { toColumn, toNullableColumn } from "@/lib/store/connection/json-column";
import { modelRef, type StoredPrice } from "./model-row";
import type { SeedModel } from "./seed-model";
import { withoutSecrets } from "./without-secrets";

type Row = ReturnType<typeof rowOf>;

/** A model as the catalogue's table keeps it, its kind and its example's cost worked out. */
export function rowOf({ provider, model, runCount }: SeedModel) {
  const cost = provider.estimateCost(model.exampleInput, model);
  const price = {
    stated: model.price ? { ...model.price } : null,
    exampleSeconds: model.exampleSeconds ?? null,
    exampleCost: cost && { ...cost },
  } satisfies StoredPrice;
  return {
    id: modelRef(provider.name, model.name),
    provider: provider.name,
    name: model.name,
    description: model.description,
    operationType: operationTypeOf(model),
    version: model.version,
    exampleInput: withoutSecrets(model),
    exampleOutput: model.exampleOutput ?? null,
    openapiSchema: model.openapiSchema,
    price,
    runCount,
  };
}

/** Writes a model into the catalogue, over the one of the same name. */
export async function putModel(
  tx: Pick<Database["prisma"], "model">,
  { id, ...row }: Row,
  now: Date,
): Promise<void> {
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
