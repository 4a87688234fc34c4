import type { Context } from "../context";

/** Calls that other attempts are known to have made since then: they cannot be this one's. */
export async function takenIds(
  context: Context,
  { runId, number, notBefore }: { runId: string; number: number; notBefore: string },
): Promise<string[]> {
  const since = new Date(Date.parse(notBefore) - context.limits.takenSince);
  const rows = await context.db.prisma.attempt.findMany({
    where: { providerId: { not: null }, submittedAt: { gte: since }, NOT: { runId, number } },
    select: { providerId: true },
  });
  return rows.flatMap(({ providerId }) => providerId ?? []);
}
