import type { CreateRule } from "@/lib/contracts/rules";
import type { Database } from "@/lib/store/connection/client";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import { setBinding } from "@/lib/store/decision-settings";
import { isUntouched } from "@/lib/store/installation";
import { insertRule } from "@/lib/store/policy-rules";

/**
 * What a new installation begins with: a call that costs money, or nobody knows what, is looked at before it is made,
 * unless an admin asks for it. The sandbox is free, and passes.
 */
export const firstRules: readonly (Omit<CreateRule, "enabled"> & { id: string })[] = [
  {
    id: "rule_first_admins",
    name: "Admins may skip",
    order: 1,
    when: { role: "admin" },
    demand: { skip: true },
  },
  {
    id: "rule_first_money",
    name: "What costs money is looked at",
    order: 2,
    when: { cost_over_usd: 0 },
    demand: { policy: "require_human", allowed_steps: ["payload_review"] },
  },
];

/**
 * Puts the first rules into a database in which there is nobody, no run and no rule yet, and has every decision name
 * its question there: whoever upgrades begins without, and is told so in health.
 * @returns whether it did
 */
export async function seedFirstRules(db: Database, now: Date): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      if (!(await isUntouched(tx))) return false;
      for (const rule of firstRules) await insertRule(tx, { ...rule, enabled: true }, now);
      await setBinding(tx, true, now);
      return true;
    });
  } catch (error) {
    // Another instance that started at the same moment was first.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
