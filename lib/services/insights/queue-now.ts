import type { QueueNow } from "@/lib/contracts/insights";
import { ReviewStep } from "@/lib/contracts/words";
import type { Database } from "@/lib/store/client";

const soon = 10 * 60_000;

/** What is waiting for people, and for how long. @param filter by model and provider */
export async function queueNow(
  db: Database,
  filter: { model?: string | undefined; provider?: string | undefined },
  now: Date,
): Promise<QueueNow> {
  const where = {
    ...(filter.model === undefined ? {} : { model: filter.model }),
    ...(filter.provider === undefined ? {} : { provider: filter.provider }),
  };
  const [waiting, running] = await Promise.all([
    db.prisma.run.findMany({
      where: { ...where, status: "awaiting_human" },
      select: { step: true, waitingSince: true, expiresAt: true },
    }),
    db.prisma.run.count({ where: { ...where, status: { in: ["queued", "running"] } } }),
  ]);
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
    running,
  };
}
