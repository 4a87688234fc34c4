import { randomUUID } from "node:crypto";
import { type CreateRule, mostRules, type Rule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { demandGround } from "@/lib/core/rules/ground";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { countRules, insertRule } from "@/lib/store/policy-rules";
import { requireAdmin } from "../people/require-admin";
import { demandAnswerable } from "./demand-answerable";
import { ruleOf } from "./rule-row";

/**
 * Adds a rule, which counts from the next request on. Runs that are there keep the rules they began with.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for an exception by path alone,
 *   `no_one_eligible`, `not_enforced`, and `conflict` when there are as many as there may be
 */
export function createRule(
  { db }: { db: Database },
  principal: Principal,
  { name, enabled, order, when, demand }: CreateRule,
  now: Date,
): Promise<Rule> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    demandGround({ when, demand });
    await demandAnswerable(tx, { when, demand }, now);
    if ((await countRules(tx)) >= mostRules)
      throw refusal("conflict", said("too_many_rules", { most: mostRules }));
    const row = await insertRule(
      tx,
      { id: `rule_${randomUUID().replaceAll("-", "")}`, name, enabled, order, when, demand },
      now,
    );
    const rule = ruleOf(row);
    await note(tx, principal, { action: "rule.created", target: rule, after: rule }, now);
    return rule;
  });
}
