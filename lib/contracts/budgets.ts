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

/**
 * What a budget says to a call: it fits; a person is asked, because nobody knows what it costs; an admin alone may
 * approve it; nobody may.
 */
export const BudgetVerdict = z.enum(["fits", "asks", "asks_admin", "refuses"]);
export type BudgetVerdict = z.infer<typeof BudgetVerdict>;

/** A budget that a tried request would be under, as it is used now, and what it would say to the call. */
export const TriedBudget = RunBudget.extend({
  /** What would be set aside, in US dollars. */
  amount: z.number(),
  /** How much of the limit would be used then, 1 being all; null of a limit of nothing. */
  share: z.number().nullable(),
  verdict: BudgetVerdict,
});
export type TriedBudget = z.infer<typeof TriedBudget>;

/** What a budget, as it is set now, would have said to the calls of a range, by what was estimated of each. */
export const SimulatedBudget = z.object({
  ...RunBudget.pick({ id: true, name: true, limit: true, currency: true, period: true, over: true }).shape,
  calls: z.number().int(),
  /** Of these: a person asked because the cost was unknown, an admin asked, refused. They take nothing from it. */
  asks: z.number().int(),
  asks_admin: z.number().int(),
  refuses: z.number().int(),
  /** The most that was used of the limit in one period, 1 being all, and which; null where no call fitted. */
  most: z.object({ share: z.number(), period: z.string() }).nullable(),
});
export type SimulatedBudget = z.infer<typeof SimulatedBudget>;
