import type { ProviderView } from "@/lib/contracts/catalogue";
import type { HealthDetail } from "@/lib/contracts/health";
import type { Database } from "@/lib/store/connection/client";
import { countOpenBy } from "@/lib/store/runs/counts";

/** Which of the providers have no account set though runs that are not over wait for them, and how many do. */
export async function withoutAccount(
  { prisma }: Pick<Database, "prisma">,
  providers: readonly ProviderView[],
): Promise<HealthDetail["without_account"]> {
  const unset = providers.filter(({ configured }) => !configured);
  if (unset.length === 0) return [];
  const open = await countOpenBy(
    prisma,
    unset.map(({ name }) => name),
  );
  return unset.flatMap(({ name, label }) => {
    const runs = open.get(name);
    return runs === undefined ? [] : [{ provider: name, label, runs }];
  });
}
