import { CreateBudget } from "@/lib/contracts/budgets";
import { nanoOf, upperOf } from "@/lib/core/budgets/budget";
import type { Principal } from "@/lib/core/principal";
import type { PayloadRevised } from "@/lib/core/state";
import { createBudget } from "@/lib/services/budgets/create-budget";
import type { Database } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { Outcome, Remains } from "./remains";

const unknown_usd = 1;
const admin: Principal = { kind: "user", id: "user_crash", name: "Crash", email: null, role: "admin" };

/** A budget that all calls are under and that none passes, so that every one of them is counted. */
export async function addWideBudget(db: Database): Promise<void> {
  const wide = CreateBudget.parse({ name: "Wide", limit_usd: 1_000_000, unknown_usd, period: "month" });
  await createBudget({ db }, admin, wide, new Date());
}

/**
 * Law 13: what a budget came to is what calls took. Nothing is set aside but for attempts whose end nobody knows, each
 * approval has its money once, and each call that was made is counted.
 */
export async function checkMoney({ db: { prisma } }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const [uses, kept, attempts, revisions] = await Promise.all([
    prisma.budgetUse.findMany(),
    prisma.budgetReservation.findMany(),
    prisma.attempt.findMany(),
    prisma.runEvent.findMany({ where: { type: "payload_revised" }, select: { runId: true, data: true } }),
  ]);
  const sum = (amounts: (bigint | number)[]) => amounts.reduce<bigint>((all, one) => all + BigInt(one), 0n);
  const spent = sum(uses.map(({ spentNano }) => spentNano));
  const reserved = sum(uses.map(({ reservedNano }) => reservedNano));
  if (reserved !== sum(kept.map(({ amountNano }) => amountNano)))
    faults.push(`${reserved} are set aside, and the reservations come to something else`);
  const costs = new Map(
    revisions.map(({ runId, data }) => {
      const { revision, cost } = fromColumn<PayloadRevised>(data);
      return [`${runId} ${revision}`, nanoOf(upperOf(cost) ?? unknown_usd)] as const;
    }),
  );
  const costOf = ({ runId, revision }: (typeof attempts)[number]) => costs.get(`${runId} ${revision}`) ?? 0n;
  const ended = new Map(attempts.map((one) => [`${one.runId} ${one.number}`, one.outcome]));
  for (const { runId, attempt } of kept)
    if (ended.get(`${runId} ${attempt}`) !== "unknown")
      faults.push(`Money is still set aside for the attempt ${attempt} of ${runId}, which has ended`);
  const called = attempts.filter(({ providerId }) => providerId !== null);
  if (spent + reserved < sum(called.map(costOf)))
    faults.push(`${spent + reserved} are counted, and the calls that were made may have cost more`);
  if (spent + reserved > sum(attempts.map(costOf)))
    faults.push(`${spent + reserved} are counted, and all approvals together may have cost less`);
  return { figures: { moneyCounted: Math.round(Number(spent + reserved) / 1e6) }, faults };
}
