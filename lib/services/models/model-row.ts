import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { Cost } from "@/lib/contracts/parts";
import { OperationType } from "@/lib/contracts/words";
import type { Price } from "@/lib/providers/contract";
import type { Prisma } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";

/** What a row of the catalogue needs of the table: not the schemas, which are long. */
export const summaryColumns = {
  id: true,
  provider: true,
  name: true,
  description: true,
  operationType: true,
  version: true,
  price: true,
  runCount: true,
} satisfies Prisma.ModelSelect;

type SummaryRow = Prisma.ModelGetPayload<{ select: typeof summaryColumns }>;

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
export function summaryOf(row: SummaryRow): ModelSummary {
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
