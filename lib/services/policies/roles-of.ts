import { roleOf } from "@/lib/auth/role";
import type { Actor } from "@/lib/contracts/parts";
import type { Role } from "@/lib/contracts/words";
import { roleFromPermissions } from "@/lib/core/key-role";
import type { Transaction } from "@/lib/store/connection/client";
import { permissionsOfKeys } from "@/lib/store/keys";
import { rolesOfPeople } from "@/lib/store/people";

/** Roles by the id of a person or a key. */
export type Roles = ReadonlyMap<string, Role>;

/** The roles that people and keys have now; whoever is gone is left out. */
export async function rolesOf(tx: Transaction, actors: readonly Actor[]): Promise<Roles> {
  const idsOf = (kind: Actor["kind"]) => [
    ...new Set(actors.filter((actor) => actor.kind === kind).map(({ id }) => id)),
  ];
  const people = await rolesOfPeople(tx, idsOf("user"));
  const keys = await permissionsOfKeys(tx, idsOf("api_key"));
  return new Map([
    ...[...people].map(([id, role]) => [id, roleOf(role)] as const),
    ...[...keys].map(([id, permissions]) => [id, roleFromPermissions(permissions) ?? "requester"] as const),
  ]);
}
