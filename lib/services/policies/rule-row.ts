import type { Rule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { digestOf } from "@/lib/core/digest";
import { refusal } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { catchesSince, frozenOf, type RuleRow } from "@/lib/store/policy-rules";

const caughtForDays = 30;

/** Of how many runs each of these rules demanded something in the last 30 days, by the rule's id. */
export function caughtLately(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const since = new Date(now.getTime() - caughtForDays * 24 * 3_600_000);
  return catchesSince(tx, ids, since);
}

/** Names the text of a rule, so that nobody changes another one than they saw. */
function versionOf(row: RuleRow): string {
  const { name, when, demand } = frozenOf(row);
  return digestOf({ name, enabled: row.enabled, order: row.position, when, demand });
}

/**
 * Sees to it that a rule still is as it was seen.
 * @param version as the reader has it; left out, any will do
 * @throws CodedError `conflict`
 */
export function demandUnchanged(row: RuleRow, version: string | undefined): void {
  if (version !== undefined && version !== versionOf(row))
    throw refusal("conflict", said("rule_overtaken", { name: row.name }));
}

/** A rule as the wire shows it. */
export function ruleOf(row: RuleRow, caught = 0): Rule {
  const { name, when, demand } = frozenOf(row);
  return {
    id: row.id,
    name,
    enabled: row.enabled,
    order: row.position,
    when,
    demand,
    caught,
    version: versionOf(row),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
