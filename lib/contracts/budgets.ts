import { z } from "zod";
import { Pattern } from "./parts";

/** So many budgets there may be: every call that is approved looks at all of them. */
export const mostBudgets = 100;

/** The most that a budget may be, in US dollars: sums stay exact. */
const mostUsd = 1_000_000;

/** Whose calls a budget is for: all that is named must hold; nothing named is every call. */
export const BudgetFor = z.strictObject({
  /** The key that asks. */
  key_id: Pattern.optional(),
  /** The person who is signed in; whom a request only names has a budget of their own for each key that says so. */
  user_id: Pattern.optional(),
  /** A group by its id: whoever is a member and asks. */
  group: z.string().min(1).max(300).optional(),
  /** `owner/name`, or with its provider `provider:owner/name`. */
  model: Pattern.optional(),
  provider: Pattern.optional(),
});
export type BudgetFor = z.infer<typeof BudgetFor>;

const usd = z.number().min(0).max(mostUsd);

const budgetFields = {
  name: z.string().trim().min(1).max(200),
  /** One that is off holds nobody up; what calls cost meanwhile still counts. */
  enabled: z.boolean(),
  for: BudgetFor,
  limit_usd: usd,
  /** What a call of unknown cost reserves; null has a person asked about each. */
  unknown_usd: usd.nullable(),
  /** In UTC, of the time at which the call is approved. */
  period: z.enum(["day", "month"]),
  /** `ask`: an admin may approve over it; `refuse`: nobody may. */
  over: z.enum(["ask", "refuse"]),
};

/** `POST /api/hitl/budgets`. Left out, `for` is every call, and a call of unknown cost asks. */
export const CreateBudget = z.strictObject({
  ...budgetFields,
  enabled: budgetFields.enabled.default(true),
  for: BudgetFor.default({}),
  unknown_usd: usd.nullable().default(null),
  over: budgetFields.over.default("refuse"),
});
export type CreateBudget = z.infer<typeof CreateBudget>;

/** `PATCH /api/hitl/budgets/{id}`: counts from the next approval on. `for` is replaced whole. */
export const ChangeBudget = z.strictObject(budgetFields).omit({ period: true }).partial();
export type ChangeBudget = z.infer<typeof ChangeBudget>;

/** A budget in its present period, in US dollars. */
export const Budget = z.object({
  id: z.string(),
  ...budgetFields,
  currency: z.literal("USD"),
  /** The day or month it is: `2026-11-28`, `2026-11`. */
  current: z.string(),
  /** What was billed, and what calls may cost that are approved and not yet billed. */
  spent: z.number(),
  reserved: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Budget = z.infer<typeof Budget>;

/** A budget that a run is under, as far as it is used; `limit` and all in US dollars. */
export const RunBudget = z.object({
  id: z.string(),
  name: z.string(),
  limit: z.number(),
  spent: z.number(),
  reserved: z.number(),
  /** What a call of unknown cost reserves; null has a person asked about each. */
  unknown: z.number().nullable(),
  /** The key whose own share of it this is; null where all share it. */
  holder: z.string().nullable(),
  currency: z.literal("USD"),
  period: budgetFields.period,
  /** The day or month it is: `2026-11-28`, `2026-11`. */
  current: z.string(),
  over: budgetFields.over,
});
export type RunBudget = z.infer<typeof RunBudget>;
