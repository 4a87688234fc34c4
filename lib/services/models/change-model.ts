import type { ChangeModel, ModelDetail } from "@/lib/contracts/catalogue";
import type { Principal } from "@/lib/core/principal";
import type { ProviderRegistry } from "@/lib/providers/registry";
import type { Database } from "@/lib/store/connection/client";
import { modelById, putModel } from "@/lib/store/models";
import { keepPrice } from "./choices";
import { findModel } from "./find-model";
import { getModel } from "./get-model";
import { modelRef, rowOf } from "./model-row";
import { noteModel } from "./note-model";

/**
 * Sets a model's price (US dollars a call, output, second or token), or forgets it. Runs that are under
 * way keep the price they were created with.
 * @throws CodedError `validation_error` for an unknown provider, `not_found` naming models like it
 */
export async function changeModel(
  { db, registry }: { db: Database; registry: ProviderRegistry },
  principal: Principal,
  providerName: string,
  name: string,
  { price }: ChangeModel,
  now: Date,
): Promise<ModelDetail> {
  const provider = registry.byName(providerName);
  const ref = modelRef(provider.name, name);
  await db.transaction(async (tx) => {
    const { model } = await findModel({ prisma: tx }, ref);
    const before = await modelById(tx, ref);
    const { price: _, ...rest } = model;
    const priced = price ? { ...rest, price: { amountUsd: price.amount_usd, per: price.per } } : rest;
    await keepPrice(tx, ref, price, now);
    await putModel(tx, rowOf({ provider, model: priced, runCount: before?.runCount ?? 0 }), now);
    await noteModel(tx, principal, { action: "model.changed", ref, before }, now);
  });
  return getModel(db, provider.name, name);
}
