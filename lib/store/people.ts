import type { Actor } from "@/lib/contracts/parts";
import type { Transaction } from "./connection/client";

/** The words in the rows of these people for their roles, by their ids; whoever is gone is left out. */
export async function rolesOfPeople(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, role: true },
  });
  return new Map(rows.map(({ id, role }) => [id, role]));
}

/** The e-mail address of a person, or null where nobody has this id. */
export async function emailOf(tx: Transaction, id: string): Promise<string | null> {
  return (await tx.user.findUnique({ where: { id }, select: { email: true } }))?.email ?? null;
}

/** Names people and keys by their ids; who is not there any more is named by the id. */
export async function actorsNamed(tx: Transaction, ids: readonly string[]): Promise<(id: string) => Actor> {
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, name: true } as const;
  const [people, keys] = await Promise.all([
    tx.user.findMany({ where, select }),
    tx.apiKey.findMany({ where, select }),
  ]);
  const known = new Map<string, Actor>([
    ...keys.map(({ id, name }) => [id, { kind: "api_key", id, name: name ?? id }] as const),
    ...people.map(({ id, name }) => [id, { kind: "user", id, name }] as const),
  ]);
  return (id) => known.get(id) ?? { kind: "user", id, name: id };
}
