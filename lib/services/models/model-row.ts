import type { ModelSummary } from "@/lib/contracts/catalogue";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import { OperationType } from "@/lib/contracts/words";
import { addressOf, dots, secretAddress } from "@/lib/core/sealed/secret-address";
import type { ModelDescription, Price } from "@/lib/providers/contract";
import { operationTypeOf } from "@/lib/providers/payload/operation-type";
import { type InputPlace, secretPlaces } from "@/lib/providers/payload/secret-places";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { ModelSummaryRow, StoredModel } from "@/lib/store/models";
import type { SeedModel } from "./seed-model";

/**
 * A model's example as the catalogue keeps it, for everybody and for ever: without what its schema calls secret, and
 * its addresses without user and signature. Who needs a secret gives their own with the run.
 */
function withoutSecrets(model: ModelDescription): JsonObject {
  return objectOf(model.exampleInput, secretPlaces(model));
}

function objectOf(value: JsonObject, place: InputPlace | null): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => ({ key, inner, at: place?.inside(key) ?? null }))
      .filter(({ inner, at }) => !at?.hides(inner))
      .map(({ key, inner, at }): [string, Json] => [key, publicValue(inner, at)]),
  );
}

function publicValue(value: Json, place: InputPlace | null): Json {
  if (typeof value === "string") {
    const secret = secretAddress(value);
    return secret === null ? value : (addressOf(secret.shown) ?? dots);
  }
  if (Array.isArray(value))
    return value
      .map((entry, index) => ({ entry, at: place?.inside(index) ?? null }))
      .filter(({ entry, at }) => !at?.hides(entry))
      .map(({ entry, at }) => publicValue(entry, at));
  return isJsonObject(value) ? objectOf(value, place) : value;
}

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
