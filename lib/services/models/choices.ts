import type { ModelPrice } from "@/lib/contracts/catalogue";
import type { Transaction } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import { modelRef } from "./model-row";
import type { SeedModel } from "./seed-model";

const removedKey = (ref: string) => `catalogue.removed.${ref}`;
const priceKey = (ref: string) => `catalogue.price.${ref}`;

/** What admins chose for the catalogue, kept apart from its rows so that an upgrade does not undo it. */
interface Choices {
  /** The refs of models that are not to come back by themselves. */
  removed: ReadonlySet<string>;
  /** The model with the price an admin set for it, if one did. */
  priced: (model: SeedModel) => SeedModel;
}

/** Reads every choice there is. */
export async function madeChoices(tx: Pick<Transaction, "setting">): Promise<Choices> {
  const read = async (prefix: string) => {
    const rows = await tx.setting.findMany({ where: { key: { startsWith: prefix } } });
    return rows.map(({ key, value }) => [key.slice(prefix.length), value] as const);
  };
  const removed = new Set((await read(removedKey(""))).map(([ref]) => ref));
  const prices = new Map(await read(priceKey("")));
  return {
    removed,
    priced: (seed) => {
      const chosen = prices.get(modelRef(seed.provider.name, seed.model.name));
      if (chosen === undefined) return seed;
      const price = fromColumn<ModelPrice>(chosen);
      return { ...seed, model: { ...seed.model, price: { amountUsd: price.amount_usd, per: price.per } } };
    },
  };
}

/** Sets a model's price for good; null forgets the choice. */
export async function keepPrice(
  tx: Pick<Transaction, "setting">,
  ref: string,
  price: ModelPrice | null,
  now: Date,
): Promise<void> {
  const key = priceKey(ref);
  if (price === null) {
    await tx.setting.deleteMany({ where: { key } });
    return;
  }
  const columns = { value: { ...price }, updatedAt: now };
  await tx.setting.upsert({ where: { key }, create: { key, ...columns }, update: columns });
}

/** Remembers that a model was removed. */
export async function keepAway(tx: Pick<Transaction, "setting">, ref: string, now: Date): Promise<void> {
  const key = removedKey(ref);
  const columns = { value: true, updatedAt: now };
  await tx.setting.upsert({ where: { key }, create: { key, ...columns }, update: columns });
}

/** Forgets that a model was removed. */
export async function bringBack(tx: Pick<Transaction, "setting">, ref: string): Promise<void> {
  await tx.setting.deleteMany({ where: { key: removedKey(ref) } });
}

/** True for a model that an admin took out of the catalogue. */
export async function isKeptAway(tx: Pick<Transaction, "setting">, ref: string): Promise<boolean> {
  return (await tx.setting.count({ where: { key: removedKey(ref) } })) > 0;
}
