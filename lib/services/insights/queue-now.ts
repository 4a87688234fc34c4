import type { QueueNow } from "@/lib/contracts/insights";
import { ReviewStep } from "@/lib/contracts/words";
import type { Database } from "@/lib/store/connection/client";
import { openRuns } from "@/lib/store/runs/counts";

const soon = 10 * 60_000;

/** What is waiting for people, and for how long. @param filter by model and provider */
export async function queueNow(
  db: Database,
  filter: { model?: string | undefined; provider?: string | undefined },
  now: Date,
): Promise<QueueNow> {
  // Those that are open are few, so all are read; by model, a database might look through all that ever were.
  const open = await openRuns(db.prisma);
  const wanted = open.filter(
    ({ model, provider }) => (filter.model ?? model) === model && (filter.provider ?? provider) === provider,
  );
  const waiting = wanted.filter(({ status }) => status === "awaiting_human");
  const ages = waiting
    .map(({ waitingSince }) => Math.max(0, now.getTime() - (waitingSince ?? now).getTime()))
    .toSorted((a, b) => a - b);
  const rank = (share: number) => ages[Math.max(0, Math.ceil(share * ages.length) - 1)] ?? null;
  return {
    waiting: waiting.length,
    by_step: ReviewStep.options.map((step) => ({
      step,
      waiting: waiting.filter((run) => run.step === step).length,
    })),
    oldest_ms: ages.at(-1) ?? null,
    age_p50_ms: rank(0.5),
    age_p95_ms: rank(0.95),
    due_soon: waiting.filter(({ expiresAt }) => expiresAt && expiresAt.getTime() - now.getTime() < soon)
      .length,
    running: wanted.length - waiting.length,
  };
}
