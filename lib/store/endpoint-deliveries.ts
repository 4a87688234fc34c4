import { z } from "zod";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Row } from "./connection/rows";
import type { Transaction } from "./connection/transaction";
import { readCursor, writeCursor } from "./runs/cursor";

export type EndpointDelivery = Row<"EndpointDelivery">;

const Place = z.tuple([z.literal("deliveries"), z.iso.datetime(), z.string()]);

/** What is known of an endpoint's delivery, or null. */
export function endpointDeliveryOf(tx: Transaction, id: string): Promise<EndpointDelivery | null> {
  return tx.endpointDelivery.findUnique({ where: { id } });
}

/** Writes down how a delivery stands. */
export async function keepEndpointDelivery(tx: Transaction, delivery: EndpointDelivery): Promise<void> {
  const { id } = delivery;
  await tx.endpointDelivery.upsert({ where: { id }, create: delivery, update: delivery });
}

/** Forgets what was to be told before a time, by whichever endpoint. @returns how much that was */
export async function forgetDeliveries(tx: Transaction, before: Date): Promise<number> {
  return (await tx.endpointDelivery.deleteMany({ where: { createdAt: { lt: before } } })).count;
}

/** What an endpoint was told, the newest first. @throws CodedError `validation_error` for a foreign cursor */
export async function endpointDeliveriesPage(
  tx: Transaction,
  endpointId: string,
  { limit, cursor }: PageQuery,
): Promise<Page<EndpointDelivery>> {
  const [, at, id] = cursor === undefined ? [] : readCursor(Place, cursor);
  const createdAt = at === undefined ? null : new Date(at);
  const rows = await tx.endpointDelivery.findMany({
    where: {
      endpointId,
      ...(createdAt && { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id ?? "" } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    data,
    next_cursor: more ? writeCursor(["deliveries", last.createdAt.toISOString(), last.id]) : null,
  };
}
