import { z } from "zod";
import type { Transaction } from "./connection/client";
import { keepSetting, settingOf } from "./settings";

const key = "decisions";
const Kept = z.object({ require_binding: z.boolean() });

/** Whether every decision must name the question it answers; read anew, so that every instance follows at once. */
export async function asksForBinding(tx: Transaction): Promise<boolean> {
  const kept = await settingOf(tx, key);
  return kept !== undefined && Kept.parse(kept).require_binding;
}

/** Says whether every decision must name the question it answers. */
export async function setBinding(tx: Transaction, require_binding: boolean, now: Date): Promise<void> {
  await keepSetting(tx, key, { require_binding }, now);
}
