import { expect, test } from "vitest";
import type { Budget } from "@/lib/contracts/budgets";
import { budgetOf, changesOf, draftOf, wrongIn } from "./budget-draft";

const budget: Budget = {
  id: "bud_1",
  name: "Film",
  enabled: true,
  for: { model: "*/film*", group: "grp_1" },
  limit_usd: 100,
  unknown_usd: null,
  period: "month",
  over: "ask",
  currency: "USD",
  current: "2026-11",
  spent: 3.1,
  reserved: 0.02,
  created_at: "2026-11-28T08:00:00.000Z",
  updated_at: "2026-11-28T08:00:00.000Z",
};

test("a budget that is opened and saved again says what it said before, and changes nothing", () => {
  const { name, for: whose, limit_usd, unknown_usd, period, over } = budget;
  expect(budgetOf(draftOf(budget))).toEqual({ name, for: whose, limit_usd, unknown_usd, period, over });
  expect(changesOf(draftOf(budget), budget)).toEqual({});
});

test("only what was changed is sent, and an amount is no longer asked about once it is typed", () => {
  const draft = { ...draftOf(budget), limit: "99,50", unknown: "0.25", group: null };
  expect(changesOf(draft, budget)).toEqual({ limit_usd: 99.5, unknown_usd: 0.25, for: { model: "*/film*" } });
});

test("a limit must be an amount; 0 is one", () => {
  const draft = draftOf(budget);
  expect(wrongIn({ ...draft, limit: "0" })).toEqual({});
  for (const limit of ["", "-1", "x", "1,000"])
    expect(wrongIn({ ...draft, limit })).toEqual({ "/limit_usd": "amount" });
  expect(wrongIn({ ...draft, unknown: "x" })).toEqual({ "/unknown_usd": "amount" });
});
