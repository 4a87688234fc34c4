import type { DeleteRule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { lockRules, removeRule, ruleById } from "@/lib/store/policy-rules";
import { requireAdmin } from "../people/require-admin";
import { demandUnchanged, ruleOf } from "./rule-row";

/**
 * Takes a rule away for the requests that come. Runs that began with it keep it.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` when it is not as the reader saw it any
 *   more
 */
export async function deleteRule(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { version }: DeleteRule,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    await lockRules(tx, { id });
    const row = await ruleById(tx, id);
    if (!row) throw refusal("not_found", said("rule_gone", { id }));
    demandUnchanged(row, version);
    await removeRule(tx, id);
    const rule = ruleOf(row);
    await note(tx, principal, { action: "rule.deleted", target: rule, before: rule }, now);
  });
}
