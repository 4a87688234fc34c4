import type { Transaction } from "./connection/client";

/** What is kept of the permissions of these keys, by their ids; those that are gone are left out. */
export async function permissionsOfKeys(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.apiKey.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, permissions: true },
  });
  return new Map(rows.map(({ id, permissions }) => [id, permissions]));
}

/** The id of the person whose key it is; null for one that counts as itself or is gone. */
export async function ownerOfKey(tx: Transaction, id: string): Promise<string | null> {
  return (await tx.apiKey.findUnique({ where: { id }, select: { ownerUserId: true } }))?.ownerUserId ?? null;
}
