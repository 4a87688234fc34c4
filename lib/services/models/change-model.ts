import type { ChangeModel, ModelDetail } from "@/lib/contracts/catalogue";
import type { Database } from "@/lib/store/client";
import { keepPrice } from "./choices";
import { findModel } from "./find-model";
import { getModel } from "./get-model";
import { modelRef } from "./model-row";
import { putModel, rowOf } from "./put-model";

/**
 * Sets a model's price (US dollars a call, output, second or token), or forgets it. Runs that are under
 * way keep the price they were created with.
 * @throws CodedError `not_found` naming models like it
 */
export async function changeModel(
  db: Database,
  provider: string,
  name: string,
  { price }: ChangeModel,
  now: Date,
): Promise<ModelDetail> {
  const ref = modelRef(provider, name);
  await db.transaction(async (tx) => {
    const { model } = await findModel({ prisma: tx }, ref);
    const { runCount } = await tx.model.findUniqueOrThrow({ where: { id: ref }, select: { runCount: true } });
    const { price: _, ...rest } = model;
    const priced = price ? { ...rest, price: { amountUsd: price.amount_usd, per: price.per } } : rest;
    await keepPrice(tx, ref, price, now);
    await putModel(tx, rowOf({ provider, model: priced, runCount }), now);
  });
  return getModel(db, provider, name);
}
