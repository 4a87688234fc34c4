import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Transaction } from "./connection/client";
import type { Row } from "./connection/rows";
import { oldestPage, pageOf } from "./page";

export type KeyRow = Row<"ApiKey">;

/** A key by its id, or null. */
export function keyById(tx: Transaction, id: string): Promise<KeyRow | null> {
  return tx.apiKey.findUnique({ where: { id } });
}

/** The keys, the oldest first. @throws CodedError `validation_error` for a foreign cursor */
export async function keysPage(tx: Transaction, query: PageQuery): Promise<Page<KeyRow>> {
  return pageOf(await tx.apiKey.findMany(oldestPage(query)), query.limit);
}

/** Changes parts of a key; what is undefined stays. @returns it as it is then, or null where there is none */
export async function updateKey(
  tx: Transaction,
  id: string,
  data: Partial<Pick<KeyRow, "name" | "metadata" | "ownerUserId" | "endsAt">>,
): Promise<KeyRow | null> {
  await tx.apiKey.updateMany({ where: { id }, data });
  return keyById(tx, id);
}

/** Takes a key away. @returns false where it was not there */
export async function removeKey(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.apiKey.deleteMany({ where: { id } })).count > 0;
}

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
