import type { ProviderView } from "@/lib/contracts/catalogue";
import type { Json } from "@/lib/contracts/json";
import type { RunState } from "@/lib/core/state";
import type { Database } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";

/** Runs with a call in hand that are read to count those held back. */
const mostRead = 1_000;

/** How many runs are held back now, by whichever instance: they say so in their logs. */
async function runsHeldBack({ prisma }: Database, now: Date): Promise<number> {
  const rows = await prisma.run.findMany({
    where: { status: "running", step: "api_call" },
    select: { state: true },
    orderBy: { createdAt: "desc" },
    take: mostRead,
  });
  return rows.filter(({ state }) => {
    const held = fromColumn<RunState & Json>(state).attempt?.held_back_by;
    return held !== undefined && Date.parse(held.until) > now.getTime();
  }).length;
}

/**
 * Which providers this instance leaves alone, until when and why, and how many runs wait for it or for another
 * instance's; a sentence, or null. Each instance knows its own providers, and all know the runs.
 */
export async function providerTrouble(
  db: Database,
  providers: readonly ProviderView[],
  now: Date,
): Promise<string | null> {
  const resting = providers
    .filter(({ rate_limit }) => rate_limit.limited)
    .map(({ label, rate_limit: { retry_at, reason } }) => {
      const until = retry_at === null ? "" : ` until ${retry_at.slice(0, 16).replace("T", " ")} UTC`;
      return `${label} is left alone${until}: ${reason ?? "it asked for it"}.`;
    });
  const held = await runsHeldBack(db, now);
  if (held > 0) resting.push(held === 1 ? "One run is held back." : `${held} runs are held back.`);
  return resting.length > 0 ? resting.join(" ") : null;
}
