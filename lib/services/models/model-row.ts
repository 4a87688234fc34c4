import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { Cost } from "@/lib/contracts/parts";
import { OperationType } from "@/lib/contracts/words";
import type { Price } from "@/lib/providers/contract";
import { operationTypeOf } from "@/lib/providers/payload/operation-type";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { ModelSummaryRow, StoredModel } from "@/lib/store/models";
import type { SeedModel } from "./seed-model";
import { withoutSecrets } from "./without-secrets";

/** What the catalogue knows of a model's price, as the table keeps it. */
export interface StoredPrice {
  stated: Price | null;
  exampleSeconds: number | null;
  /** What the example would cost today. */
  exampleCost: Cost | null;
}

/** `provider:name`, which a create takes as `model` and the table has as its id. */
export function modelRef(provider: string, name: string): string {
  return `${provider}:${name}`;
}

/** A row as the wire shows it; the cost is that of the model's example. */
export function summaryOf(row: ModelSummaryRow): ModelSummary {
  const price = row.price === null ? null : fromColumn<StoredPrice>(row.price);
  return {
    ref: modelRef(row.provider, row.name),
    provider: row.provider,
    name: row.name,
    description: row.description,
    operation_type: OperationType.catch("other").parse(row.operationType),
    version: row.version,
    cover_url: null,
    estimated_cost: price?.exampleCost ?? null,
    price: price?.stated ? { amount_usd: price.stated.amountUsd, per: price.stated.per } : null,
  };
}

/** A model as the catalogue's table keeps it, its kind and its example's cost worked out. */
export function rowOf({ provider, model, runCount }: SeedModel): StoredModel {
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
