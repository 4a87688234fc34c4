import { ModelPrice } from "@/lib/contracts/catalogue";
import type { Transaction } from "@/lib/store/connection/client";
import { forgetSetting, keepSetting, settingOf, settingsUnder } from "@/lib/store/settings";
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
export async function madeChoices(tx: Transaction): Promise<Choices> {
  const removed = new Set((await settingsUnder(tx, removedKey(""))).keys());
  const prices = await settingsUnder(tx, priceKey(""));
  return {
    removed,
    priced: (seed) => {
      const chosen = prices.get(modelRef(seed.provider.name, seed.model.name));
      if (chosen === undefined) return seed;
      const price = ModelPrice.parse(chosen);
      return { ...seed, model: { ...seed.model, price: { amountUsd: price.amount_usd, per: price.per } } };
    },
  };
}

/** Sets a model's price for good; null forgets the choice. */
export async function keepPrice(
  tx: Transaction,
  ref: string,
  price: ModelPrice | null,
  now: Date,
): Promise<void> {
  if (price === null) await forgetSetting(tx, priceKey(ref));
  else await keepSetting(tx, priceKey(ref), { ...price }, now);
}

/** Remembers that a model was removed. */
export async function keepAway(tx: Transaction, ref: string, now: Date): Promise<void> {
  await keepSetting(tx, removedKey(ref), true, now);
}

/** Forgets that a model was removed. */
export async function bringBack(tx: Transaction, ref: string): Promise<void> {
  await forgetSetting(tx, removedKey(ref));
}

/** True for a model that an admin took out of the catalogue. */
export async function isKeptAway(tx: Transaction, ref: string): Promise<boolean> {
  return (await settingOf(tx, removedKey(ref))) !== undefined;
}
