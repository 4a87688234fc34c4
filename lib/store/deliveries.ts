import { type Row, readRows } from "./connection/rows";
import type { Transaction } from "./connection/transaction";

export type Delivery = Row<"WebhookDelivery">;

/** What is known of a delivery, or null before its first try. */
export function deliveryOf(tx: Transaction, id: string): Promise<Delivery | null> {
  return tx.webhookDelivery.findUnique({ where: { id } });
}

/** Writes down how the latest try went. */
export async function keepDelivery(tx: Transaction, delivery: Delivery): Promise<void> {
  const { id } = delivery;
  await tx.webhookDelivery.upsert({ where: { id }, create: delivery, update: delivery });
}

/** What a run's webhook was told, in the order of its log. */
export function deliveriesOfRun(tx: Transaction, runId: string, most: number): Promise<Delivery[]> {
  return tx.webhookDelivery.findMany({
    where: { runId },
    orderBy: [{ seq: "asc" }, { id: "asc" }],
    take: most,
  });
}

/** When an entry of a run's log was written; null where there is none. */
export async function momentOfEntry(tx: Transaction, runId: string, seq: number): Promise<Date | null> {
  const [entry] = await readRows(tx).pick("RunEvent", { runId, seq }, ["at"]);
  return entry?.at ?? null;
}
