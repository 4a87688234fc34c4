import type { Json } from "@/lib/contracts/json";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";

/** What is chosen under a name; undefined where nothing is. Read anew, so that every instance follows at once. */
export async function settingOf(tx: Transaction, key: string): Promise<Json | undefined> {
  const row = await tx.setting.findUnique({ where: { key } });
  return row === null ? undefined : fromColumn<Json>(row.value);
}

/** All that is chosen under names that begin so, by what follows in the name. */
export async function settingsUnder(tx: Transaction, prefix: string): Promise<ReadonlyMap<string, Json>> {
  const rows = await tx.setting.findMany({ where: { key: { startsWith: prefix } } });
  return new Map(rows.map(({ key, value }) => [key.slice(prefix.length), fromColumn<Json>(value)]));
}

/** Chooses a value, over the one that was chosen before. */
export async function keepSetting(tx: Transaction, key: string, value: Json, now: Date): Promise<void> {
  const columns = { value: toColumn(value), updatedAt: now };
  await tx.setting.upsert({ where: { key }, create: { key, ...columns }, update: columns });
}

/** Forgets what was chosen. */
export async function forgetSetting(tx: Transaction, key: string): Promise<void> {
  await tx.setting.deleteMany({ where: { key } });
}
