import type { ProviderView } from "@/lib/contracts/catalogue";
import type { HealthDetail } from "@/lib/contracts/health";
import type { Database } from "@/lib/store/connection/client";

/** Which of the providers have no account set though runs that are not over wait for them, and how many do. */
export async function withoutAccount(
  { prisma }: Pick<Database, "prisma">,
  providers: readonly ProviderView[],
): Promise<HealthDetail["without_account"]> {
  const unset = providers.filter(({ configured }) => !configured);
  if (unset.length === 0) return [];
  const waiting = await prisma.run.groupBy({
    by: ["provider"],
    where: {
      provider: { in: unset.map(({ name }) => name) },
      status: { in: ["awaiting_human", "running", "queued"] },
    },
    _count: true,
  });
  return unset.flatMap(({ name, label }) => {
    const found = waiting.find(({ provider }) => provider === name);
    return found === undefined ? [] : [{ provider: name, label, runs: found._count }];
  });
}
