import type { ProviderView } from "@/lib/contracts/catalogue";
import type { Database } from "@/lib/store/connection/client";
import { callsInHand, holdsOn, type StoredHold } from "@/lib/store/holds";

/** Runs with a call in hand that are read to count those held back. */
const mostRead = 1_000;

/** How many runs are held back now, by whichever instance: they say so in their logs. */
async function runsHeldBack({ prisma }: Database, holds: readonly StoredHold[], now: Date): Promise<number> {
  return (await callsInHand(prisma, mostRead)).filter(({ state }) => {
    const held = state.attempt?.held_back_by;
    if (held?.kind === "hold") return holds.some(({ id }) => id === held.hold_id);
    return held !== undefined && (held.until === null || Date.parse(held.until) > now.getTime());
  }).length;
}

const minuteOf = (time: string) => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** A hold in words: whose, of what, since when and why. */
function holdInWords({ for: condition, why, madeBy, madeAt, until }: StoredHold): string {
  const named = Object.entries(condition).map(([name, value]) => `${name} ${value}`);
  const what = named.length === 0 ? "all calls" : `the calls of ${named.join(", ")}`;
  const end = until ? `, until ${minuteOf(until.toISOString())}` : "";
  return `${madeBy.name} holds ${what} since ${minuteOf(madeAt.toISOString())}${end}: ${why}.`;
}

/**
 * Which calls admins hold, which providers this instance leaves alone, until when and why, and how many runs wait for
 * these or for another instance's; sentences, or null. Each instance knows its own providers, and all know the runs.
 */
export async function providerTrouble(
  db: Database,
  providers: readonly ProviderView[],
  now: Date,
): Promise<string | null> {
  const resting = providers
    .filter(({ rate_limit }) => rate_limit.limited)
    .map(({ label, rate_limit: { retry_at, reason } }) => {
      const until = retry_at === null ? "" : ` until ${minuteOf(retry_at)}`;
      return `${label} is left alone${until}: ${reason ?? "it asked for it"}.`;
    });
  const holds = await holdsOn(db.prisma, now);
  const trouble = [...holds.map(holdInWords), ...resting];
  const held = await runsHeldBack(db, holds, now);
  if (held > 0) trouble.push(held === 1 ? "One run is held back." : `${held} runs are held back.`);
  return trouble.length > 0 ? trouble.join(" ") : null;
}
