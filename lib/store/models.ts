import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Prisma, Transaction } from "./connection/client";
import { toColumn, toNullableColumn } from "./connection/json-column";
import { type Row, readRows } from "./connection/rows";

/** What a list of the catalogue shows: not the schemas, which are long. */
const summaryColumns = {
  id: true,
  provider: true,
  name: true,
  description: true,
  operationType: true,
  version: true,
  price: true,
  runCount: true,
} satisfies Prisma.ModelSelect;

export type ModelSummaryRow = Pick<Row<"Model">, keyof typeof summaryColumns>;

/** A model of the catalogue as it is written. */
export type StoredModel = {
  /** `provider:name`. */
  id: string;
  provider: string;
  name: string;
  description: string | null;
  operationType: string;
  version: string | null;
  exampleInput: JsonObject;
  exampleOutput: Json;
  openapiSchema: JsonObject | null;
  price: JsonObject | null;
  runCount: number;
};

/** The catalogue's model of a provider and a name, or null. */
export async function modelNamed(
  tx: Transaction,
  provider: string,
  name: string,
): Promise<Row<"Model"> | null> {
  const [row] = await readRows(tx).find("Model", { provider, name });
  return row ?? null;
}

/** The name of the catalogue's model that a provider runs by this version, or null. */
export async function modelOfVersion(
  tx: Transaction,
  provider: string,
  version: string,
): Promise<string | null> {
  const row = await tx.model.findFirst({ where: { provider, version }, select: { name: true } });
  return row?.name ?? null;
}

/** The catalogue's model of an id, or null. */
export function modelById(tx: Transaction, id: string): Promise<Row<"Model"> | null> {
  return tx.model.findUnique({ where: { id } });
}

/** The ids of all models. */
export async function modelIds(tx: Transaction): Promise<string[]> {
  return (await tx.model.findMany({ select: { id: true } })).map(({ id }) => id);
}

/** All models, or those of a provider, the most used first. */
export function modelsByUse(tx: Transaction, provider: string | undefined): Promise<ModelSummaryRow[]> {
  return tx.model.findMany({
    select: summaryColumns,
    ...(provider !== undefined && { where: { provider } }),
    orderBy: [{ runCount: "desc" }, { id: "asc" }],
  });
}

/** Writes a model into the catalogue, over the one of the same id. */
export async function putModel(tx: Transaction, { id, ...row }: StoredModel, now: Date): Promise<void> {
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

/** Takes a model out of the catalogue. @returns false where it was not there */
export async function removeModel(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.model.deleteMany({ where: { id } })).count > 0;
}
