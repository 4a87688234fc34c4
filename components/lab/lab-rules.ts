import type { Refused } from "@/components/rules/rule-faults";
import { CreateRule, type Rule } from "@/lib/contracts/rules";
import { faults } from "@/lib/contracts/sentences/refusals";
import { renumbered } from "@/lib/core/rules/renumbered";
import type { LabRule } from "./lab-form";

/** Rules that are read as they stand here: their orders say so. */
export function asRead(rules: readonly LabRule[]): LabRule[] {
  const orders = renumbered(rules.map(({ order }) => order));
  return rules.map((rule, at) => ({ ...rule, order: orders[at] ?? rule.order }));
}

/** The organisation's rules as a draft. */
export function takenOver(stored: readonly Rule[]): LabRule[] {
  return asRead(
    stored.map(({ id, name, enabled, order, when, demand }) => ({ id, name, enabled, order, when, demand })),
  );
}

/** A rule that was written, where its order puts it: before those of the same one, as the newest would be. */
export function withRule(rules: readonly LabRule[], rule: LabRule): LabRule[] {
  const others = rules.filter(({ id }) => id !== rule.id);
  const at = others.findIndex(({ order }) => order >= rule.order);
  return asRead(others.toSpliced(at < 0 ? others.length : at, 0, rule));
}

/** What of a rule no server would take; nothing where it can be tried. */
export function refusedIn(rule: CreateRule): Refused {
  const { error } = CreateRule.safeParse(rule);
  return (error?.issues ?? []).map(({ path, message }) => {
    const code = Object.entries(faults).find(([, words]) => words === message)?.[0] ?? "fault_invalid";
    return { pointer: `/${path.join("/")}`, message, said: { code, values: {} } };
  });
}
