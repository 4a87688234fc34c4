import type { Translated } from "@/lib/contracts/sentences";
import type { budgets as english } from "@/lib/contracts/sentences/budgets";

const during = { day: "heute", month: "in diesem Monat" } as const;

/** Money that may be spent, and what becomes of it. */
export const budgets: Translated<typeof english> = {
  budget_exceeded: ({ name, spent, reserved, limit, period, amount }) =>
    `Vom Budget „${name}“ sind ${during[period]} $${spent} ausgegeben und $${reserved} zurückgelegt, von $${limit}; ${amount === null ? "niemand weiß, was dies kostet" : `dies kann $${amount} kosten`}`,
  budget_asks_unknown: ({ name }) =>
    `Niemand weiß, was dies kostet, und das Budget „${name}“ lässt dann eine Person fragen`,
  too_many_budgets: ({ most }) => `Es gibt schon ${most} Budgets, und jeder Aufruf sieht sie alle durch.`,
  overspends_without_reason: "Ein Budget zu überschreiten braucht einen Grund",
  overspends_too_early:
    "Andere Freigaben fehlen noch, und erst die letzte schickt den Aufruf ab und nimmt sein Geld: geben Sie frei, ohne ein Budget zu überschreiten, oder überschreiten Sie es als Letzte",
  group_has_budget: ({ name }) => `Das Budget „${name}“ gilt für diese Gruppe`,
  budget_of_no_group: "Ein Budget einer Gruppe gilt für eine, die es gibt.",
};
