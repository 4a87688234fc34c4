import type { MoveRule, Rule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { renumbered } from "@/lib/core/rules/renumbered";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { lockRules, ruleById, rulesAsRead, updateRule } from "@/lib/store/policy-rules";
import { requireAdmin } from "../people/require-admin";
import { caughtLately, ruleOf } from "./rule-row";

/**
 * Has a rule read right before another one, or after all of them. All that changes is told in one transaction: no
 * request reads them half moved.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` when the other one is gone
 */
export function moveRule(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { before }: MoveRule,
  now: Date,
): Promise<Rule> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    await lockRules(tx);
    const rows = await rulesAsRead(tx);
    const moved = rows.find((row) => row.id === id);
    if (!moved) throw refusal("not_found", said("rule_gone", { id }));
    const others = rows.filter((row) => row !== moved);
    const at = before === null ? others.length : others.findIndex((row) => row.id === before);
    if (at < 0 && before !== id) throw refusal("conflict", said("rule_neighbour_gone"));
    const wanted = before === id ? rows : others.toSpliced(at, 0, moved);
    const orders = renumbered(wanted.map(({ position }) => position));
    for (const [index, row] of wanted.entries()) {
      const position = orders[index] ?? row.position;
      if (position === row.position) continue;
      await updateRule(tx, row.id, { order: position }, now);
    }
    const after = await ruleById(tx, id);
    const rule = ruleOf(after ?? moved, (await caughtLately(tx, [id], now)).get(id));
    const act = { action: "rule.moved", target: rule, before: ruleOf(moved), after: rule } as const;
    await note(tx, principal, act, now);
    return rule;
  });
}
