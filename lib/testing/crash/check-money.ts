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

/** Whom requests name whose calls are under a budget that is soon used up. */
export const tightUser = "tight";
/** What each of their calls costs, exactly, and how many fit. */
const tight = { price: 0.003, calls: 10 };

/**
 * A budget that all calls are under and that none passes, so that every one of them is counted, and one that holds ten
 * calls of exact prices.
 */
export async function addBudgets(db: Database): Promise<void> {
  const wide = CreateBudget.parse({ name: "Wide", limit_usd: 1_000_000, unknown_usd, period: "month" });
  const narrow = CreateBudget.parse({
    name: "Tight",
    for: { user_id: tightUser },
    limit_usd: tight.calls * tight.price,
    period: "month",
  });
  for (const budget of [wide, narrow]) await createBudget({ db }, admin, budget, new Date());
}

/** Exactly ten calls went out and were paid, or may have been, wherever the process died and whatever failed. */
async function checkTight({ db: { prisma } }: Remains): Promise<Outcome> {
  const { id } = await prisma.budget.findFirstOrThrow({ where: { name: "Tight" } });
  const uses = await prisma.budgetUse.findMany({ where: { budgetId: id } });
  const runs = await prisma.run.findMany({ where: { userId: tightUser }, select: { id: true } });
  const attempts = await prisma.attempt.findMany({
    where: { runId: { in: runs.map((run) => run.id) }, outcome: { in: ["succeeded", "unknown"] } },
  });
  const nano = uses.reduce((sum, one) => sum + Number(one.spentNano) + Number(one.reservedNano), 0);
  const counted = Math.round(nano / (tight.price * 1e9));
  const faults = [
    ...(counted === tight.calls ? [] : [`The budget for ${tight.calls} calls holds ${counted}`]),
    ...(attempts.length === tight.calls
      ? []
      : [`${attempts.length} calls were made under a budget for ${tight.calls}`]),
  ];
  return { figures: { tightCalls: attempts.length }, faults };
}

/**
 * Law 13: what a budget came to is what calls took. Nothing is set aside but for attempts whose end nobody knows, each
 * approval has its money once, and each call that was made is counted.
 */
export async function checkMoney(remains: Remains): Promise<Outcome> {
  const { figures, faults: wrong } = await checkTight(remains);
  const { faults, ...all } = await checkSums(remains);
  return { figures: { ...all.figures, ...figures }, faults: [...faults, ...wrong] };
}

async function checkSums({ db: { prisma } }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const [uses, kept, attempts, revisions] = await Promise.all([
    prisma.budgetUse.findMany(),
    prisma.budgetReservation.findMany(),
    prisma.attempt.findMany(),
    prisma.runEvent.findMany({ where: { type: "payload_revised" }, select: { runId: true, data: true } }),
  ]);
  const wide = await prisma.budget.findFirstOrThrow({ where: { name: "Wide" } });
  const ofWide = uses.filter(({ budgetId }) => budgetId === wide.id);
  const sum = (amounts: (bigint | number)[]) => amounts.reduce<bigint>((all, one) => all + BigInt(one), 0n);
  const spent = sum(ofWide.map(({ spentNano }) => spentNano));
  const reserved = sum(ofWide.map(({ reservedNano }) => reservedNano));
  const keptOfWide = kept.filter(({ budgetId }) => budgetId === wide.id);
  if (reserved !== sum(keptOfWide.map(({ amountNano }) => amountNano)))
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
