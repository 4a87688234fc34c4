import { z } from "zod";
import type { Transaction } from "./connection/client";

const key = "decisions";
const Kept = z.object({ require_binding: z.boolean() });

/** Whether every decision must name the question it answers; read anew, so that every instance follows at once. */
export async function asksForBinding(tx: Transaction): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key } });
  return row !== null && Kept.parse(row.value).require_binding;
}

/** Says whether every decision must name the question it answers. */
export async function setBinding(tx: Transaction, require_binding: boolean, now: Date): Promise<void> {
  const value = { require_binding };
  await tx.setting.upsert({
    where: { key },
    create: { key, value, updatedAt: now },
    update: { value, updatedAt: now },
  });
}
