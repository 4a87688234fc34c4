import type { ChangeRule, Rule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { demandGround } from "@/lib/core/rules/ground";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { frozenOf, lockRules, ruleById, updateRule } from "@/lib/store/policy-rules";
import { requireAdmin } from "../people/require-admin";
import { demandAnswerable } from "./demand-answerable";
import { caughtLately, demandUnchanged, ruleOf } from "./rule-row";

/**
 * Changes a rule, which counts so from the next request on. Runs that are there keep the text they began with.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `no_one_eligible`, `not_enforced`,
 *   `validation_error` for an exception by path alone, `conflict` when it is not as the reader saw it any more
 */
export function changeRule(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, enabled, order, when, demand, version }: ChangeRule,
  now: Date,
): Promise<Rule> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    await lockRules(tx, { id });
    const before = await ruleById(tx, id);
    if (!before) throw refusal("not_found", said("rule_gone", { id }));
    demandUnchanged(before, version);
    if (enabled ?? before.enabled) {
      const kept = frozenOf(before);
      const next = { when: when ?? kept.when, demand: demand ?? kept.demand };
      demandGround(next);
      await demandAnswerable(tx, next, now);
    }
    const row = await updateRule(tx, id, { name, enabled, order, when, demand }, now);
    const rule = ruleOf(row, (await caughtLately(tx, [id], now)).get(id));
    const act = { action: "rule.changed", target: rule, before: ruleOf(before), after: rule } as const;
    await note(tx, principal, act, now);
    return rule;
  });
}
